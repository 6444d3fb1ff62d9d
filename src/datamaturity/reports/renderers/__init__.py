"""A report's outline as text, Markdown, HTML, a piece of HTML, and on a terminal."""
