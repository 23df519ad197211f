"""Which way a blind spot bends the figures, in words."""

BIAS = {
    "up": "the figure reads too high",
    "down": "the figure reads too low",
    "unknown": "direction unknown",
}
