"""What is raised for a language that cannot be used."""


class LanguageError(ValueError):
    """A language that is not there, or a file of its folder that cannot be used."""
