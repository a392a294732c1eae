"""The tokenizer of the base, for training: with the library `tokenizers`.

The program has its own, `tqcheck/scorers/tokens.py`, which gives the same tokens (a test compares both) and loads ten
times as fast.
"""

from __future__ import annotations

from e5 import Base
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

BEGIN, PAD, END, UNKNOWN = SPECIAL = 0, 1, 2, 3


def tokenizer(base: Base) -> Tokenizer:
    """Return the tokenizer: NMT and NFKC normalisation, runs of spaces as one, `▁` before the text, `<s> … </s>`."""
    made = Tokenizer(Unigram(list(zip(base.pieces, base.scores.tolist(), strict=True)), unk_id=UNKNOWN))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    made.add_special_tokens([AddedToken(base.pieces[i], special=True, normalized=False) for i in SPECIAL])
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", BEGIN), ("</s>", END)]
    )
    return made
