"""Says sentences in several languages and scripts, hardly ever the same one twice, as in plans of many hands."""

import random

from blocks import Prose

CITIES = ("Jakarta", "Bandung", "Surabaya", "Medan", "Makassar", "Semarang", "Palembang", "Denpasar", "Yogyakarta")
SENTENCES = (
    "People who come home late to {city} decide on the way what they drink, and **nobody asks them** before {hour}:30.",
    "Pekerja muda di {city} memutuskan minuman berbuka di perjalanan pulang, {number} dari seribu di peron stasiun.",
    "{city}では、仕事帰りの{number}人が駅のホームで飲み物を決めます。",
    "يقرر {number} شخصًا في {city} ما يشربونه في طريقهم إلى البيت.",
    "Из {number} жителей {city} почти все решают по дороге домой, что они будут пить вечером.",
    "What {city} wants is short: something cold, something near by {hour}:00, and *no queue* of {number}.",
    "ใน{city} มี {number} คนเลือกเครื่องดื่มก่อนถึงบ้าน",
    "{number} pesan dari {city} menanyakan toko terdekat; [laporannya](https://kopi.example/{number}) ada di sini.",
    "{number} cafés in {city} close at {hour}:00, so whoever is thirsty later goes to the shop on the corner.",
)
WORDS = ("ice", "glass", "ritual", "evening", "bottle", "station", "recipe", "morning", "harvest", "queue")


class Speaker:
    """Speaks by chance; the same seed says the same."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def prose(self, sentences: int = 1) -> Prose:
        """Returns some sentences, each another one."""
        return Prose(" ".join(map(self._fill, self._chance.sample(SENTENCES, sentences))))

    def caption(self) -> str:
        """Returns what a post says; text that is taken to the letter."""
        return self._fill(self._chance.choice(SENTENCES)).translate({ord("*"): None, ord('"'): "'"})

    def title(self) -> str:
        """Returns two words that name something."""
        first, second = self._chance.sample(WORDS, 2)
        return f"The {first} and the {second}"

    def _fill(self, sentence: str) -> str:
        chance = self._chance
        return sentence.format(
            city=CITIES[int(chance.random() * len(CITIES))],
            hour=16 + int(chance.random() * 7),
            number=10 + int(chance.random() * 990),
        )
