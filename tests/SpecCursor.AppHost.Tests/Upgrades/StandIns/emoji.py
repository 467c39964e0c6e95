"""What a sample uses of emoji 1.7, with a few of the emoji."""

_NAMES = {"👍": (":thumbs_up:", ":thumbsup:"), "🚀": (":rocket:",), "🍕": (":pizza:",)}


def emojize(string, use_aliases=False):
    for emoji, names in _NAMES.items():
        for name in names if use_aliases else names[:1]:
            string = string.replace(name, emoji)
    return string


def demojize(string, use_aliases=False):
    for emoji, names in _NAMES.items():
        string = string.replace(emoji, names[-1] if use_aliases else names[0])
    return string


def replace_emoji(string, replace=""):
    for emoji in _NAMES:
        string = string.replace(emoji, replace)
    return string
