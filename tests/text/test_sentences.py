"""Where sentences end: what each language writes at their end, and what only looks like an end."""

# ruff: noqa: E501  a case stands on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.lang.tables import languages
from tqcheck.text.sentences import sentences

CASES = [
    ("en", "He asked, “Are you coming?” | She said no. | (He left at 5 p.m. on Friday.) | The U.S. economy grew 3.5 percent."),
    ("en", 'Mr. J. R. R. Tolkien, Ph.D., wrote it. | See Fig. 3. | Wait... what? | No! | "Stop!" he cried.'),
    ("en", "He lives in the U.S. | The rent is high. | It was I. | You knew (see p. 5. It is long.) and left."),
    ("en", 'The stock is ready to be sold." | Now we have a plan. | 1. First item. | 2. Second item. | It grew.[3] | Then it fell.'),
    ("de", "Am 3. Mai 2020 kam Dr. Müller z. B. nach Bonn. | Die Sitzung dauerte bis 17 Uhr. | „Kommst du?“, fragte er."),
    ("de", "Im 19. Jahrhundert war das u. a. so. | Vgl. Abb. 3 auf S. 12. | Das kostet ca. 3 Mio. Euro. | „Ja.“ | Sie ging."),
    ("fr", "M. Dupont est arrivé. | « Vous venez ? » demanda-t-il. | « Oui. » | Elle partit… | Puis rien. | Quoi ?! | Non."),
    ("es", "¿Vienes? | ¡Sí! | La Dra. Ruiz llegó a las 5 p. m. del lunes. | EE. UU. ganó. | «¿Qué?», preguntó. | ¿¡Cómo!? | Nada."),
    ("it", "Il dott. Rossi è qui. | «Vieni?» chiese il sig. Bianchi. | Nel 1800 a.C. c'era. | Fine."),
    ("pt", "O Sr. Silva chegou. | A Dra. Ana disse: “Vamos.” | Custa R$ 3.000,50. | Veja a pág. 3. | Acabou!"),
    ("ro", "A venit dl. Popescu. | „Vii?” a întrebat. | Da. | Sfârșit."),
    ("nl", "Dhr. Jansen kwam o.a. op 3 mei. | “Kom je?” vroeg hij. | Dat kost ca. 3 mln. euro. | Einde."),
    ("sv", "Dr. Ek kom bl.a. den 3 maj. | ”Kommer du?” frågade han. | Ja. | Slut."),
    ("da", "Han kom den 3. maj. | »Kommer du?« spurgte han. | Ja. | Slut."),
    ("nb", "Han kom 3. mai. | F.eks. slik. | «Kommer du?» spurte han. | Ja."),
    ("fi", 'Hän tuli 3. toukokuuta. | "Tuletko?" hän kysyi. | Kyllä. | Loppu.'),
    ("et", "Ta tuli 3. mail. | 20. sajandil oli teisiti. | Lõpp."),
    ("lv", "Viņš ieradās 3. maijā. | 2020. gadā bija citādi. | Beigas."),
    ("lt", "Jis atvyko gegužės 3 d. į Vilnių. | Pvz. taip. | Taip. | Galas."),
    ("pl", "Dr hab. Nowak urodził się w 1950 r. w Łodzi. | „Idziesz?” – zapytał. | Tak. | W XIX w. było inaczej."),
    ("cs", "Dne 3. května přišel prof. Novák. | „Jdeš?“ zeptal se. | Ano. | Ve 20. století to bylo jinak."),
    ("sl", "Prišel je 3. maja. | V 19. stoletju npr. tako. | Da. | Konec."),
    ("hr", "Došao je 3. svibnja 2020. godine. | Npr. tako. | Dr. Ivić. | Kraj."),
    ("sr", "Дошао је 3. маја 2020. године. | Др. Ивић. | Да. | Крај."),
    ("hu", "Dr. Kovács 2020. május 3-án jött. | „Jössz?” – kérdezte. | Igen. | Vége."),
    ("ru", "А. С. Пушкин родился в 1799 г. в Москве. | «Ты идёшь?» — спросил он. | Он ушёл… | И вернулся. | Стоит 5 руб. 20 коп. за штуку."),
    ("uk", "Т. Г. Шевченко народився 1814 р. у селі. | «Ти йдеш?» — спитав він. | Так. | Кінець!"),
    ("bg", "Той дойде на 3 май 2020 г. в София. | Д-р Иванов. | Да. | Край."),
    ("el", "Ήρθες; | Ναι. | Ο κ. Παπαδόπουλος ήρθε στις 5 μ.μ. χθες. | «Πού πας;» ρώτησε. | Τέλος· μετά έφυγε. | Τίποτα!"),
    ("hy", "Նա եկավ։ | Ո՞ւր ես գնում։ | Տուն: | Այո։"),
    ("ka", "ის მოვიდა. | შენ მოხვალ? | კი! | ბ-ნი გიორგი მოვიდა. | დასასრული."),
    ("tr", "Dr. Ali geldi. | Saat 5.30'da vardı. | \"Geliyor musun?\" diye sordu. | Evet. | Son."),
    ("kk", "Ол келді. | Сен келесің бе? | Иә! | Соңы."),
    ("ar", "هل ستأتي؟ | نعم. | قال: «لا أذهب.» | ثم غادر! | وصل د. أحمد أمس. | انتهى…"),
    ("fa", "آیا می‌آیی؟ | بله. | او گفت: «نه.» | سپس رفت! | پایان."),
    ("ur", "کیا آپ آئیں گے؟ | جی ہاں۔ | وہ چلا گیا۔ | ختم۔"),
    ("he", 'האם תבוא? | כן. | ד"ר כהן הגיע בשעה 5.30. | "לאן?" | סוף!'),
    ("hi", "वह आया। | क्या तुम आओगे? | हाँ! | डॉ. शर्मा ने कहा, “मैं नहीं जाऊँगा।” | फिर वे चले गए॥ | कीमत रु. 500 है।"),
    ("bn", "সে এসেছে। | তুমি কি আসবে? | ড. আহমেদ বললেন, “না।” | শেষ।"),
    ("pa", "ਉਹ ਆਇਆ। | ਕੀ ਤੁਸੀਂ ਆਓਗੇ? | ਡਾ. ਸਿੰਘ ਆਏ। | ਅੰਤ।"),
    ("mr", "तो आला. | तू येशील का? | डॉ. पाटील आले. | संपले."),
    ("gu", "તે આવ્યો. | ડૉ. પટેલ આવ્યા. | અંત."),
    ("ta", "அவன் வந்தான். | நீ வருவாயா? | திரு. குமார் வந்தார். | முடிவு."),
    ("te", "అతను వచ్చాడు. | డా. రావు వచ్చారు. | ముగింపు."),
    ("kn", "ಅವನು ಬಂದನು. | ಡಾ. ರಾವ್ ಬಂದರು. | ಮುಗಿಯಿತು."),
    ("am", "እሱ መጣ። | ወዴት ትሄዳለህ? | ቤት፧ | እኔ ሄድኩ፡፡ | አዎ።"),
    ("my", "သူလာတယ်။ | မင်းလာမလား။ | ဟုတ်ကဲ့၊ လာမယ်။ | ပြီးပြီ။"),
    ("km", "គាត់មកហើយ។ | តើអ្នកមកទេ? | ចប់៕ | ផ្ទះ។"),
    ("lo", "ລາວມາແລ້ວ. | ເຈົ້າຈະມາບໍ? | ຈົບ."),
    ("bo", "ང་ཚོ་དེ་རིང་ཁྲོམ་ལ་ཕྱིན་པ་ཡིན། | ཁོང་ཡང་དེ་རིང་ཁྲོམ་ལ་ཕེབས་སོང་།"),
    ("ja", "彼は「行こう。」と言った。|そして帰った。|本当？|えっ！？|まさか…。|『終わり。』|でも、1.5倍になった。"),
    ("zh", "他说：“走吧。”|然后离开了。|真的吗？|什么？！|算了……好吧。|（完。）|GDP增长3.5%。"),
    ("ko", '그가 왔다. | 너도 올래? | "가자."라고 말했다. | 김 박사는 3.5배라고 했다. | 끝.'),
    ("vi", "TS. Nguyễn Văn A đã đến. | Bạn có đến không? | TP. Hồ Chí Minh rất đông. | Hết."),
    ("id", "Dr. Budi datang. | Apakah kamu datang? | Harganya Rp. 5.000. | Selesai."),
    ("sw", "Dkt. Juma alikuja. | Je, utakuja? | Ndiyo! | Mwisho."),
    ("ee", "Eƒe aƒe le afi me. | Egblɔ nyaa. | Edzo."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_ends(lang, marked):
    text = marked.replace(" | ", " ").replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in sentences(text, lang)] == expected


@pytest.mark.parametrize("lang", ["hi", "ja", "km", "el", "ar", "ru"])
def test_the_script_tells_when_the_language_is_unknown(lang):
    text = next(marked for tag, marked in CASES if tag == lang).replace(" | ", " ").replace("|", "")
    assert sentences(text, None) == sentences(text, lang)


def test_thai_ends_sentences_with_spaces():
    text = "รัฐบาลประกาศแผนใหม่เพื่อช่วยเกษตรกรที่ได้รับผลกระทบจากน้ำท่วมในภาคเหนือ นอกจากนี้ยังจะสร้างเขื่อนขนาดเล็กอีก 3 แห่งภายในปี 2570"
    assert [text[start:end][:12] for start, end in sentences(text, "th")] == ["รัฐบาลประกาศ", "นอกจากนี้ยัง"]


def test_text_all_in_lower_case():
    assert len(sentences("hi there. how are you? fine.", "en")) == 3


def test_a_quote_that_is_never_closed_hides_nothing():
    assert len(sentences('He said: "It is over. We go home. Nobody knows. The end is near.', "en")) == 4


def test_regions_and_scripts_take_the_table_of_their_language():
    assert len(sentences("O Sr. Silva chegou. Sim.", "pt-BR")) == 2
    assert len(sentences("他来了。他走了。", "zh-Hant-TW")) == 2


def test_more_than_sixty_languages_have_a_table():
    assert len(languages("sentences")) > 60


MARKS = st.sampled_from(
    [
        *".!?…。！？।။។։؟;:\"'«»“”„「」『』()[]  \n\t",
        *"aAbBñÉжЖαא",
        "漢",
        "かな",
        "กา",
        "3",
        "Dr.",
        "z. B.",
        "\N{NO-BREAK SPACE}",
    ]
)


@given(
    st.lists(MARKS | st.text(max_size=4), max_size=60).map("".join),
    st.sampled_from([None, "xx", *languages("sentences")]),
)
def test_nothing_but_white_space_is_lost(text, lang):
    place = 0
    for start, end in sentences(text, lang):
        assert place <= start < end <= len(text)
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        place = end
    assert not text[place:].strip()
