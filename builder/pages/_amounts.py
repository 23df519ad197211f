"""Numbers of claims and permalinks with their unit, as precise as a reader needs to check them."""

from builder import text
from builder.speech import say, say_many

#: What the figures of the unit "outcome" mean, from 0 on.
OUTCOMES = ("not controlled", "notify first", "weighed case by case", "controlled")
#: The unit of a lead on a board: what one of it is worth, the board decides.
POINTS = "units of the benchmark"


def shown(value: float | None, unit: str) -> str:
    """Return a number, with its sign of unit where it has one."""
    if value is None or text.is_unknown(value):
        return text.unknown()
    if unit.startswith("%"):
        return text.percent(value)
    if unit == "days":
        return text.days(round(value))
    if unit == "outcome" and value in range(len(OUTCOMES)):
        return say(OUTCOMES[int(value)])
    if unit == "rank" or value == round(value):
        return text.whole(value)
    return text.decimal(value, 1 if abs(value) >= 10 else 2)


def told(value: float | None, unit: str) -> str:
    """Return a number in a sentence: with its unit, whichever that is."""
    if value is None or text.is_unknown(value) or unit.startswith("%"):
        return shown(value, unit)
    if unit == "rank":
        return say("rank {rank}", rank=shown(value, unit))
    if unit == "outcome":
        return say("“{outcome}”", outcome=shown(value, unit))
    return counted(value, unit)


def apart(value: float, unit: str) -> str:
    """Return a distance with its unit: differences of percentages are points."""
    size = abs(value)
    if unit.startswith("%"):
        number = text.decimal(size, 1 if size >= 1 else 2)
        return say("{number} percentage points", number=number)
    if unit == "rank":
        return say_many("{count} place", "{count} places", round(size))
    if unit == "outcome":
        return say_many("{count} step", "{count} steps", round(size))
    return counted(size, unit)


def counted(value: float, unit: str) -> str:
    """Return so many of a unit, in words that follow the number."""
    number = shown(value, unit)
    words = {
        "": number,
        "days": text.days(round(value)),
        POINTS: say_many("{number} point of the benchmark", "{number} points of the benchmark",
                         value, number=number),
        "chips": say_many("{number} chip", "{number} chips", value, number=number),
        "events": say_many("{number} event", "{number} events", value, number=number),
        "families": say_many("{number} family", "{number} families", value, number=number),
        "models": say_many("{number} model", "{number} models", value, number=number),
        "organizations": say_many("{number} organization", "{number} organizations", value,
                                  number=number),
        "rules": say_many("{number} rule", "{number} rules", value, number=number),
    }  # fmt: skip
    return words.get(unit) or f"{number} {say(unit)}"
