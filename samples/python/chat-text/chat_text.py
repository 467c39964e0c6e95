"""Messages of a chat, as they are typed, shown and searched."""

import emoji


def shown(message: str) -> str:
    """A message as it is shown: ``:thumbsup:`` becomes its emoji, names that nobody knows stay."""
    return emoji.emojize(message, use_aliases=True)


def searchable(message: str) -> str:
    """A message as the search index has it: with names in the place of emoji."""
    return emoji.demojize(message, use_aliases=True).lower()


def subject(message: str, length: int = 60) -> str:
    """A message as the subject of a mail: one line without emoji, and not too long."""
    words = " ".join(emoji.replace_emoji(message, replace="").split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
