"""THE EYE: values in, text or a renderable out.

May import `rectify.model`, `rectify.actions`, `rectify.query`, `rectify.terms` and `rectify.errors`; Rich only in
`rich_*`, `progress` and, for odd letters, `width`; yaml only in `yaml_text`.
Must never print, ask the store, or decide anything.

Every text ends with a newline, or is empty. What comes from data has gone through `escape`.
"""
