/** A stretch of text as a page draws it. Coordinates in points, from the upper left corner of the page as it is seen. */
export interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

/** A straight line along an axis, as tables are drawn with. */
export interface Rule {
  readonly horizontal: boolean
  /** The place on the other axis. */
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface PdfPage {
  readonly height: number
  readonly runs: readonly Run[]
  readonly rules: readonly Rule[]
}
