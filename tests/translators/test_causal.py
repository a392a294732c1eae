"""Language models of transformers as translators."""

import shutil

import pytest

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot
from tqcheck.neural import quiet
from tqcheck.translators.causal import open_model
from tqcheck.translators.prompting import opening

KNOWN = {
    "La porte est ouverte.": "The door is open.", "Le pont est long.": "The bridge is long.", "Il pleut.": "It rains.",
    "Anna est née en Iran.": "Anna was born in Iran.", "Nous avons un chat.": "We have a cat.",
}  # fmt: skip
CHAT = "{% for m in messages %}{{ m['content'] }}{% endfor %}<end>{% if add_generation_prompt %}={% endif %}"
END = "<end>"


def _tokenizer(texts):
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=[END, "<pad>"], show_progress=False)
    made.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=made, eos_token=END, pad_token="<pad>")


def _taught(folder, rows, *, template=None, steps=150):
    """Make a language model that has learnt by heart how its prompts go on."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = _tokenizer([a + b for a, b in rows])
    pad = tokenizer.pad_token_id
    asked = [(tokenizer(a)["input_ids"], tokenizer(b)["input_ids"]) for a, b in rows]
    size = max(len(a) + len(b) for a, b in asked)
    ids = torch.tensor([[pad] * (size - len(a) - len(b)) + a + b for a, b in asked])
    labels = torch.tensor([[-100] * (size - len(b)) + b for _, b in asked])
    torch.manual_seed(0)
    network = LlamaForCausalLM(LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=256, bos_token_id=None, eos_token_id=tokenizer.eos_token_id, pad_token_id=pad,
    ))  # fmt: skip
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    for _ in range(steps):
        optimizer.zero_grad()
        network(input_ids=ids, attention_mask=(ids != pad).long(), labels=labels).loss.backward()
        optimizer.step()
    network.generation_config.update(do_sample=True, temperature=5.0)
    tokenizer.chat_template = template
    with quiet():
        network.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """One that goes on writing, and goes on after the translation."""
    pytest.importorskip("transformers")
    rows = [(opening(a, source_lang="fr", target_lang="en"), f" {b}\nFrench: Et encore") for a, b in KNOWN.items()]
    return _taught(tmp_path_factory.mktemp("models") / "plain", rows)


@pytest.fixture(scope="module")
def chatting(tmp_path_factory):
    """One with a chat format, that talks about what it does."""
    pytest.importorskip("transformers")
    rows = [(f"{a}{END}=", f'Here is the translation:\n\n"{b}"\n\nNote that it is literal.') for a, b in KNOWN.items()]
    template = CHAT.replace("m['content']", "m['content'].split('\\n\\n')[-1]")
    return _taught(tmp_path_factory.mktemp("models") / "chatting", rows, template=template)


@pytest.mark.parametrize("kind", ["plain", "chatting"])
def test_it_translates_and_stops(kind, request):
    translator = open_model(str(request.getfixturevalue(kind)))
    made = translator.translate(list(KNOWN), source_lang="fr", target_lang="en")
    assert [one.text for one in made] == list(KNOWN.values())
    assert all(one.complete and 0.7 < one.confidence <= 1 for one in made)
    assert made == translator.translate(list(KNOWN), source_lang="fr", target_lang="en")
    assert translator.signature.startswith(f"{kind}@")
    assert translator.close() is None


def test_why_a_text_has_no_translation(plain):
    made = open_model(str(plain)).translate(["", "Il pleut. " * 60, "Il pleut."], source_lang="fr", target_lang="en")
    assert made[0] == "there is no text"
    assert made[1] == "longer than the 256 tokens that the model reads and writes"
    assert made[2].text == "It rains."


def test_control_tokens_in_a_text_are_text(chatting):
    model = open_model(str(chatting))._model
    assert model.prompt(f"Il {END} pleut.", "fr", "en").count(model.tokenizer.eos_token_id) == 1


def test_an_answer_without_end_is_cut(chatting, monkeypatch):
    translator = open_model(str(chatting))
    monkeypatch.setattr(translator._model, "ended", lambda _: False)
    monkeypatch.setattr(translator._model.writer, "_ends", frozenset())
    monkeypatch.setattr(translator._model.writer._network.generation_config, "eos_token_id", None)
    (made,) = translator.translate(["Il pleut."], source_lang="fr", target_lang="en")
    assert not made.complete


def test_what_cannot_be_loaded(plain, tmp_path):
    folder = shutil.copytree(plain, tmp_path / "broken")
    (folder / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_model(str(folder)).translate(["x"], source_lang="fr", target_lang="en")


def test_a_gguf_file_is_read_by_transformers(tmp_path, capfd):
    path = _gguf(tmp_path / "tiny.gguf")
    found = Snapshot.open(str(path))
    assert (found.kind, found.licence, found.chat_template) == ("causal", "mit", CHAT)
    made = open_model(str(path)).translate(["Il pleut.", "Il pleut."], source_lang="fr", target_lang="en")
    assert made[0] == made[1]
    capfd.readouterr()  # a bar that transformers draws


def _gguf(path):
    """Write a language model of the smallest size, in the layout of llama.cpp."""
    gguf, np = pytest.importorskip("gguf"), pytest.importorskip("numpy")
    pytest.importorskip("accelerate")
    letters = [chr(n) for n in range(33, 127)] + ["Ġ", "Ċ", "an"]
    writer = gguf.GGUFWriter(str(path), "qwen2")
    writer.add_license("mit")
    writer.add_context_length(1024)
    writer.add_embedding_length(16)
    writer.add_block_count(1)
    writer.add_feed_forward_length(16)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10000.0)
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list([*letters, END])
    writer.add_token_types([1] * len(letters) + [3])
    writer.add_token_merges(["a n"])
    writer.add_eos_token_id(len(letters))
    writer.add_chat_template(CHAT)
    chance = np.random.default_rng(0)
    shapes = {"token_embd": (len(letters) + 1, 16), "output_norm": (16,), "output": (len(letters) + 1, 16)}
    block = {"attn_norm": (16,), "ffn_norm": (16,)} | dict.fromkeys(
        ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"), (16, 16)
    )
    for name, shape in (shapes | {f"blk.0.{name}": shape for name, shape in block.items()}).items():
        writer.add_tensor(f"{name}.weight", chance.normal(size=shape).astype(np.float32))
    for name in ("attn_q", "attn_k", "attn_v"):
        writer.add_tensor(f"blk.0.{name}.bias", np.zeros(16, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
