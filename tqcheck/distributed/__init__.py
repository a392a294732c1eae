"""A corpus of many Parquet files, checked on several machines: the results are those of one run on one machine.

A file is the unit of work. It is read twice: in the first pass corpus-wide checks learn from each file for itself, and
what they have learnt is brought together by key (`learning`, `joining`); in the second each file is judged, knowing
what concerns it (`judging`). Ray moves all that between processes and machines (`engine`, `tasks`).
"""
