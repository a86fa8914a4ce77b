import Type, { type Static } from 'typebox'

const Share = Type.Number({ minimum: 0, maximum: 1 })

/** Shares of the classes of GB 3838-2002 among the sections of one level; they should add up to 1. */
const ClassShares = Type.Object(
  {
    Ⅰ: Type.Optional(Share),
    Ⅱ: Type.Optional(Share),
    Ⅲ: Type.Optional(Share),
    Ⅳ: Type.Optional(Share),
    Ⅴ: Type.Optional(Share),
    劣Ⅴ: Type.Optional(Share),
  },
  { additionalProperties: false },
)

const Positive = Type.Number({ exclusiveMinimum: 0 })

/** What a simulated year of the city's air should come to: annual means (CO in mg/m³, the rest in µg/m³). */
const AirYear = Type.Object(
  {
    'PM2.5': Positive,
    PM10: Positive,
    SO2: Positive,
    NO2: Positive,
    CO: Positive,
    O3: Type.Number({
      exclusiveMinimum: 0,
      description: '90th percentile of the daily maximum 8 h mean, not a mean',
    }),
  },
  { additionalProperties: false },
)

const ByYear = <T extends Type.TSchema>(value: T) => Type.Record(Type.String({ pattern: '^\\d{4}$' }), value)

/** `simulation.yaml` of a pack: how to make measurements where none can be had. The same spec gives the same data. */
export const SimulationSpec = Type.Object(
  {
    seed: Type.Integer(),
    firstYear: Type.Integer({ minimum: 1980, maximum: 2100 }),
    /** The last civil day that has data. */
    until: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    air: Type.Object(
      {
        /** Each year from `firstYear` on; a year left out repeats the one before it. */
        years: ByYear(AirYear),
        /** Share of hours lost to faults, calibration and lines. */
        gaps: Type.Optional(Share),
        /** Tonnes per km² and month; left out: no dustfall is simulated. */
        dustfall: Type.Optional(ByYear(Positive)),
      },
      { additionalProperties: false },
    ),
    water: Type.Object(
      {
        /** Year → level as in `attributes.levels` of the sections (the innermost level first) → shares of classes of the year's mean. */
        sections: ByYear(Type.Record(Type.String(), ClassShares)),
        /** Year → shares of classes of the drinking-water sources. */
        sources: ByYear(ClassShares),
        /** `21`: all judged items each month; `9+X`: the nine of every month, the others once a quarter. */
        items: Type.Optional(Type.Union([Type.Literal('21'), Type.Literal('9+X')])),
        /** Share of monthly samples that were not taken. */
        gaps: Type.Optional(Share),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
/** What simulated measurements should come to. */
export type SimulationSpec = Static<typeof SimulationSpec>
