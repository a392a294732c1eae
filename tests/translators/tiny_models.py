"""Models of every kind that names languages its own way, with vocabularies made by hand: they have learnt nothing."""

import json

from translators.tiny_marian import PAIRS

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
_SIZES = {
    "d_model": 16, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2, "decoder_attention_heads": 2,
    "encoder_ffn_dim": 16, "decoder_ffn_dim": 16, "max_position_embeddings": 128,
}  # fmt: skip


def coded(kind, folder, *, spm):
    """Make an M2M100, NLLB or mBART-50; `spm` is the folder of a Marian whose pieces they take."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration, MBartConfig, MBartForConditionalGeneration

    from tqcheck.neural import quiet

    folder.mkdir()
    with quiet():
        tokenizer = {"m2m100": _m2m100, "nllb": _nllb, "mbart": _mbart}[kind](folder, spm)
        config, network = (M2M100Config, M2M100ForConditionalGeneration)
        if kind == "mbart":
            config, network = MBartConfig, MBartForConditionalGeneration
        torch.manual_seed(0)
        made = network(config(vocab_size=len(tokenizer) + 128, decoder_start_token_id=2, **_SIZES))
        made.generation_config.update(max_length=20, num_beams=5, forced_eos_token_id=2)
        made.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return folder


def _m2m100(folder, spm):
    from transformers import M2M100Tokenizer

    names = [*SPECIAL, *(p for p in json.loads((spm / "vocab.json").read_text("utf-8")) if p not in SPECIAL)]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}), encoding="utf-8")
    return M2M100Tokenizer(str(folder / "vocab.json"), str(spm / "source.spm"))


def _nllb(_folder, _spm):
    from transformers import NllbTokenizer

    letters = sorted({letter for pair in PAIRS for text in pair for letter in text} - {" "})
    return NllbTokenizer(vocab={name: i for i, name in enumerate([*SPECIAL, "▁", *letters])}, merges=[])


def _mbart(_folder, spm):
    import sentencepiece
    from transformers import MBart50Tokenizer

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(spm / "source.spm"))
    scored = [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(pieces.get_piece_size())]
    return MBart50Tokenizer(vocab=[(name, 0.0) for name in SPECIAL] + [one for one in scored if one[0] not in SPECIAL])
