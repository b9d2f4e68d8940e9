"""Plants personal data in files of every format, uses the library in every way, and looks for it in every byte."""
