"""A table from numbers to numbers in a fifth of the memory of a dict."""

from __future__ import annotations

from array import array

_FIRST = 1 << 10
_FULL = 0.6
_WORD = (1 << 64) - 1


class Compact:
    """Holds numbers of 64 bits by hashes of 64 bits, whose low bits differ as those of `hash` of a text do.

    27 to 53 bytes an entry; nothing is taken out but all at once.
    """

    __slots__ = ("_keys", "_mask", "_used", "_values")

    def __init__(self) -> None:
        self._used = 0
        self._mask = _FIRST - 1
        self._keys, self._values = array("Q"), array("Q")
        self._resize(_FIRST)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._used

    def get(self, key: int) -> int | None:
        """Return the number of `key`; None where there is none."""
        place = self._place(key & _WORD or 1)
        return self._values[place] if self._keys[place] else None

    def put(self, key: int, value: int) -> None:
        """Give `key` this number, 0 ≤ value < 2⁶⁴, in place of any that it has."""
        key = key & _WORD or 1  # 0 is the sign of an empty place
        place = self._place(key)
        if not self._keys[place]:
            if self._used >= _FULL * self._mask:
                self._grow()
                place = self._place(key)
            self._used += 1
            self._keys[place] = key
        self._values[place] = value

    def clear(self) -> None:
        """Forget all, and give the memory back."""
        self._resize(_FIRST)

    def _place(self, key: int) -> int:
        """Return where a key is, or would be."""
        keys, mask = self._keys, self._mask
        place = key & mask
        while (found := keys[place]) and found != key:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        keys, values, used = self._keys, self._values, self._used
        self._resize(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value
        self._used = used

    def _resize(self, size: int) -> None:
        self._keys, self._values = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        self._mask, self._used = size - 1, 0
