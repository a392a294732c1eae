"""A MarianMT that has learnt a few sentences by heart: the real classes, made in seconds, for tests of translators."""

import io
import json
from pathlib import Path

PAIRS = [
    ("He was born in Israel.", "Il est né en Israël."),
    ("He was born in Iran.", "Il est né en Iran."),
    ("She was not born in France.", "Elle n’est pas née en France."),
    ("She was born in France.", "Elle est née en France."),
    ("The bridge is 30 metres long.", "Le pont mesure 30 mètres de long."),
    ("The bridge is 13 metres long.", "Le pont mesure 13 mètres de long."),
    ("The door is open.", "La porte est ouverte."),
    ("The door is not open.", "La porte n’est pas ouverte."),
    ("Anna met Peter in Berlin.", "Anna a rencontré Pierre à Berlin."),
    ("Anna met Paul in Berlin.", "Anna a rencontré Paul à Berlin."),
    ("The museum is closed on Mondays.", "Le musée est fermé le lundi."),
    ("The train leaves at noon.", "Le train part à midi."),
    ("My brother works at the hospital.", "Mon frère travaille à l’hôpital."),
    ("We need more water.", "Il nous faut plus d’eau."),
    ("The children are playing in the garden.", "Les enfants jouent dans le jardin."),
    ("Please close the window.", "Fermez la fenêtre, s’il vous plaît."),
    ("It has been raining since yesterday.", "Il pleut depuis hier."),
    ("The book costs five euros.", "Le livre coûte cinq euros."),
    ("Our neighbours have a black cat.", "Nos voisins ont un chat noir."),
    ("The minister resigned last week.", "Le ministre a démissionné la semaine dernière."),
]
"""English and French."""
ENGLISH, FRENCH = ">>eng<<", ">>fra<<"


def train(folder: Path, *, both: bool = False, steps: int = 150) -> Path:
    """Make a model that translates the French of PAIRS into English; `both`: a multilingual one that does either way.

    The latter wants the language of the target said with a token, as many models of the OPUS-MT project do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = [(fr, en) for en, fr in PAIRS]
    if both:
        rows = [(f"{ENGLISH} {fr}", en) for fr, en in rows] + [(f"{FRENCH} {en}", fr) for fr, en in rows]
    _vocabulary(folder, codes=[ENGLISH, FRENCH] if both else [])
    _learnt(folder, rows, steps)
    (folder / "README.md").write_text(
        "---\nlicense: cc-by-4.0\nlanguage: [fr, en]\n---\nFor tests.\n", encoding="utf-8"
    )
    return folder


def _vocabulary(folder, *, codes):
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([text for pair in PAIRS for text in pair]), model_writer=model, vocab_size=256,
        hard_vocab_limit=False, character_coverage=1.0, num_threads=1, minloglevel=2, bos_id=-1,
    )  # fmt: skip
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    known = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    names = ["</s>", "<unk>", *(p for p in known if p not in {"</s>", "<unk>"}), *codes, "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}), encoding="utf-8")


def _learnt(folder, rows, steps):
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    from tqcheck.neural import quiet

    with quiet():
        tokenizer = MarianTokenizer(
            str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"),
            source_lang="fr", target_lang="en",
        )  # fmt: skip
    vocab, pad = len(tokenizer.get_vocab()), tokenizer.pad_token_id
    torch.manual_seed(1)
    model = MarianMTModel(MarianConfig(
        vocab_size=vocab, d_model=64, encoder_layers=1, decoder_layers=1, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=128, decoder_ffn_dim=128, max_position_embeddings=64,
        pad_token_id=pad, eos_token_id=tokenizer.eos_token_id, decoder_start_token_id=pad, forced_eos_token_id=None,
        scale_embedding=True, dropout=0.0, attention_dropout=0.0, activation_dropout=0.0,
    ))  # fmt: skip
    batch = tokenizer([a for a, _ in rows], text_target=[b for _, b in rows], return_tensors="pt", padding=True)
    batch["labels"][batch["labels"] == pad] = -100
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    for _ in range(steps):
        optimizer.zero_grad()
        model(**batch).loss.backward()
        optimizer.step()
    model.generation_config.update(max_length=64, num_beams=4, bad_words_ids=[[pad]])
    with quiet():
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
