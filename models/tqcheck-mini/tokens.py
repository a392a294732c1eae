"""The tokenizer of the base, written for the library `tokenizers`."""

from __future__ import annotations

from e5 import Base
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3


def tokenizer(base: Base) -> Tokenizer:
    """Return the tokenizer: NMT and NFKC normalisation, runs of spaces as one, `▁` before the text, `<s> … </s>`."""
    made = Tokenizer(Unigram(list(zip(base.pieces, base.scores.tolist(), strict=True)), unk_id=UNKNOWN))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    made.add_special_tokens(
        [AddedToken(base.pieces[i], special=True, normalized=False) for i in (BEGIN, PAD, END, UNKNOWN)]
    )
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", BEGIN), ("</s>", END)]
    )
    return made
