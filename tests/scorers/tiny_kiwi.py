"""A COMETKiwi-shaped checkpoint with weights made by chance: the files that unbabel-comet writes, in its layout."""

import json
from pathlib import Path

import torch
import yaml
from transformers import PreTrainedTokenizerFast, XLMRobertaConfig, XLMRobertaModel

WORDS = [
    "<s>", "<pad>", "</s>", "<unk>", "le", "la", "chat", "dort", "maison", "the", "cat", "sleeps", "house", ".", "in",
]  # fmt: skip
HIDDEN, LAYERS = 64, 3
HPARAMS = {
    "activations": "Tanh", "class_identifier": "unified_metric", "encoder_model": "XLM-RoBERTa", "dropout": 0.1,
    "final_activation": None, "hidden_sizes": [48, 16], "input_segments": ["mt", "src"], "layer": "mix",
    "layer_norm": False, "layer_transformation": "sparsemax_patch", "pool": "avg", "sent_layer": "mix",
    "pretrained_model": "nobody/none", "word_layer": 24, "word_level_training": False,
}  # fmt: skip
"""As the published ones have them, but for the sizes."""


def write(folder: Path, *, config: bool = True, tokenizer: bool = True, hidden: int = HIDDEN, **hparams) -> Path:
    """Write a checkpoint; `hparams` change what its settings say, and its head where they must."""
    settings = HPARAMS | hparams
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "hparams.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    shape = XLMRobertaConfig(
        vocab_size=len(WORDS), hidden_size=hidden, num_hidden_layers=LAYERS, num_attention_heads=hidden // 32,
        intermediate_size=80, max_position_embeddings=40, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5,
    )  # fmt: skip
    torch.manual_seed(7)
    encoder = XLMRobertaModel(shape, add_pooling_layer=False)
    state = {f"encoder.model.{name}": 3 * tensor for name, tensor in encoder.state_dict().items()}
    state |= {f"layerwise_attention.scalar_parameters.{i}": torch.randn(1) for i in range(LAYERS + 1)}
    state["layerwise_attention.gamma"] = torch.tensor([1.3])
    wide = hidden * (1 if settings["class_identifier"] == "unified_metric" else 4)
    for place, (narrow, out) in enumerate(zip((wide, 48, 16), (48, 16, 1), strict=True)):
        state[f"estimator.ff.{3 * place}.weight"] = torch.randn(out, narrow) / narrow**0.5
        state[f"estimator.ff.{3 * place}.bias"] = torch.randn(out) / 4
    torch.save({"state_dict": state, "epoch": 1, "hyper_parameters": settings}, folder / "checkpoints" / "model.ckpt")
    if config:
        (folder / "config.json").write_text(json.dumps(shape.to_dict()), encoding="utf-8")
    if tokenizer:
        _tokenizer().save_pretrained(folder)
    return folder


def _tokenizer() -> PreTrainedTokenizerFast:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    made = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>",
        cls_token="<s>", sep_token="</s>", model_input_names=["input_ids", "attention_mask"],
    )  # fmt: skip
