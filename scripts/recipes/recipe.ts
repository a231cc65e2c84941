/** A change of one file: what is written behind a place of it (at its head, where that is empty), or a whole new file. */
export type Edit =
  | { readonly file: string; readonly behind: string; readonly text: string }
  | { readonly file: string; readonly text: string }

/** One numbered step of a recipe in CONTRIBUTING.md, as somebody would take it. */
export interface RecipeStep {
  readonly title: string
  readonly edits: readonly Edit[]
}

/** A recipe of CONTRIBUTING.md, tried with something that does not exist. */
export interface Recipe {
  /** Its heading. */
  readonly title: string
  /** What is added. A step that is left out is noticed by a sentence that says it. */
  readonly adds: string
  readonly steps: readonly RecipeStep[]
}
