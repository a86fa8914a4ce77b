import Type, { type Static } from 'typebox'

/** One name of a column or several by which it may go; compared without case and surrounding blanks. */
const ColumnNames = Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])

const FactorColumn = Type.Object(
  {
    column: ColumnNames,
    factor: Type.String(),
    statistic: Type.Optional(
      Type.Union([
        Type.Literal('mean'),
        Type.Literal('value'),
        Type.Literal('rolling-8h'),
        Type.Literal('rolling-24h'),
        Type.Literal('day-max-1h'),
        Type.Literal('day-max-8h'),
        Type.Literal('total'),
      ]),
    ),
    /** The unit in the file; left out: the factor's own. */
    unit: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

const ResolutionName = Type.Union([
  Type.Literal('minute'),
  Type.Literal('hour'),
  Type.Literal('sample'),
  Type.Literal('day'),
  Type.Literal('month'),
])

/** A mapping file: which column of a CSV means what. One such file per format, in `packs/<pack>/mappings/<name>.yaml`. */
export const MappingFile = Type.Object(
  {
    title: Type.Object({ zh: Type.String(), en: Type.String() }),
    description: Type.Object({ zh: Type.String(), en: Type.String() }),
    /** Columns that must be there for the file to be recognised by its header. */
    recognise: Type.Optional(Type.Array(Type.String())),
    site: Type.Object(
      {
        /** At least one of these; a row is matched by code, then by name (in its city, when one is given), then by alias. */
        code: Type.Optional(ColumnNames),
        name: Type.Optional(ColumnNames),
        city: Type.Optional(ColumnNames),
        lon: Type.Optional(ColumnNames),
        lat: Type.Optional(ColumnNames),
        /** Further columns kept as attributes of a created site. */
        attributes: Type.Optional(Type.Record(Type.String(), ColumnNames)),
        /** Creates sites that are not known, of this kind. */
        create: Type.Optional(
          Type.Object(
            {
              kind: Type.Union([
                Type.Literal('air-station'),
                Type.Literal('water-section'),
                Type.Literal('water-source'),
                Type.Literal('source-outlet'),
              ]),
              attributes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
            },
            { additionalProperties: false },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    time: Type.Object(
      {
        /** Several columns (date, hour) are joined with a blank. */
        columns: Type.Array(ColumnNames, { minItems: 1 }),
        /** `CST`: China Standard Time unless the text names an offset; `UTC`: the same for UTC. */
        zone: Type.Optional(Type.Union([Type.Literal('CST'), Type.Literal('UTC')])),
        /** Whether the label of an hour is its end (as published) or its start. */
        hourLabel: Type.Optional(Type.Union([Type.Literal('end'), Type.Literal('start')])),
        /** `auto`: by the form of the time (month, date, whole hour) and the factor. */
        resolution: Type.Union([ResolutionName, Type.Literal('auto')]),
      },
      { additionalProperties: false },
    ),
    /** Wide format: the columns of factors; `auto` takes every column whose header names a factor. */
    factors: Type.Optional(Type.Union([Type.Literal('auto'), Type.Array(FactorColumn, { minItems: 1 })])),
    /** Long format: one value per row. */
    long: Type.Optional(
      Type.Object(
        { factor: ColumnNames, value: ColumnNames, unit: Type.Optional(ColumnNames) },
        { additionalProperties: false },
      ),
    ),
    /** Every column that is neither time nor factor is a site, named by its header; values are then read as `long` says. */
    pivot: Type.Optional(
      Type.Object(
        {
          /** Headers that show that the table is of another form. */
          never: Type.Optional(Type.Array(Type.String())),
        },
        { additionalProperties: false },
      ),
    ),
    /** A column of flags or of the state of the station, which counts for all values of its row. */
    flag: Type.Optional(ColumnNames),
    /** Cells that mean that there is no value. */
    missing: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
)
/** What a mapping file says. */
export type MappingFile = Static<typeof MappingFile>
/** A name of a column, or several. */
export type ColumnNames = Static<typeof ColumnNames>

/** A mapping file with its name. */
export interface Mapping extends MappingFile {
  readonly name: string
}
