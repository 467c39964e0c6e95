import unittest

from chat_text import searchable, shown, subject


class ShownTest(unittest.TestCase):
    def test_names_become_emoji(self):
        self.assertEqual(shown("Done :thumbsup:"), "Done 👍")

    def test_names_of_the_standard_do_so_too(self):
        self.assertEqual(shown("Done :thumbs_up:"), "Done 👍")

    def test_names_that_nobody_knows_stay(self):
        self.assertEqual(shown("Lunch at :12:30:?"), "Lunch at :12:30:?")


class SearchableTest(unittest.TestCase):
    def test_emoji_are_found_by_their_names(self):
        self.assertEqual(searchable("Deployed 🚀"), "deployed :rocket:")

    def test_what_was_shown_is_found_by_what_was_typed(self):
        self.assertIn(":pizza:", searchable(shown("Lunch :pizza:")))


class SubjectTest(unittest.TestCase):
    def test_is_one_line_without_emoji(self):
        self.assertEqual(subject("Deployed 🚀\n to production"), "Deployed to production")

    def test_is_cut_where_it_is_too_long(self):
        self.assertEqual(subject("one two three", length=9), "one two…")


if __name__ == "__main__":
    unittest.main()
