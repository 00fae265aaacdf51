"""The book: the lessons, the traps and the measured functions as pages for a browser, in two languages.

- `content`: what was run for the book, and an example as code of either language
- `typeset`: prose, formulas and code as HTML
- `pages`: every page of the book, from the templates
- `search`: what is found by words, as a script of each language
- `writing`: the folder of a static book
- `figures`: the drawings of the lessons
- `notebook`: a lesson as a notebook
- `live`: the book from a server, whose examples take other inputs
- `lazily`: the pages of that server, made when they are asked for
- `reading`: what is typed into a field, as a value
- `trying`: an example with other inputs, run in both languages
- `runner`: the process in which it is run

``templates``, ``style.css``, ``script.js`` and ``live.js`` are all that the pages are made of: there is no script, font
or picture of others, and a content policy in every page forbids any request to elsewhere. So no ``style=`` attribute
works.
"""
