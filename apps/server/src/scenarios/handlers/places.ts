import { dirname, join } from 'node:path'
import Type from 'typebox'
import '../../monitoring/tables.ts'
import '../../region/tables.ts'
import { readPack } from '../../pack/files/read-pack.ts'
import { loadCampaign } from '../../pack/load/campaign.ts'
import { loadPlaces } from '../../pack/load/places.ts'
import { loadRegisters } from '../../pack/load/registers.ts'
import { step, type Handlers } from '../handlers.ts'

const numbers = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']

/** Regions and units: a city named `city` with counties `county-1`, `county-2` …, parks `park-1` … and a unit `office`; or the pack itself. */
export const placeHandlers: Handlers = {
  given: {
    city: step(
      Type.Object({
        counties: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
        parks: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
      }),
      async ({ db }, { counties = 0, parks = 0 }) => {
        const base = { geometry: null, sort: 0 } as const
        await db
          .insertInto('regions')
          .values({ ...base, id: 'city', parent_id: null, kind: 'city', name_zh: '某市', name_en: 'A City' })
          .execute()
        for (const [kind, count, zh, en] of [
          ['county', counties, '县', 'County'],
          ['park', parks, '园区', 'Park'],
        ] as const)
          for (let i = 1; i <= count; i += 1) {
            const name = { name_zh: `${numbers[i - 1]}${zh}`, name_en: `${en} ${i}` }
            await db
              .insertInto('regions')
              .values({ ...base, ...name, id: `${kind}-${i}`, parent_id: 'city', kind, sort: i })
              .execute()
          }
        const unit = {
          id: 'office',
          region_id: 'city',
          kind: 'department',
          name_zh: '攻坚办',
          name_en: 'Office',
        } as const
        await db.insertInto('units').values(unit).execute()
      },
    ),
    /** A county that certain sites lie in. */
    'city part': step(
      Type.Object({ region: Type.String(), name: Type.String(), sites: Type.Array(Type.String()) }),
      async ({ db }, { region, name, sites }) => {
        const county = {
          id: region,
          parent_id: 'city',
          kind: 'county',
          name_zh: name,
          name_en: name,
        } as const
        await db
          .insertInto('regions')
          .values({ ...county, geometry: null, sort: 0 })
          .execute()
        await db.updateTable('sites').set({ region_id: region }).where('code', 'in', sites).execute()
      },
    ),
    pack: step(Type.Literal('own'), async ({ db, packFolder }) => {
      const pack = await readPack(packFolder)
      await loadPlaces(db, pack, undefined)
      await loadCampaign(db, pack)
      const used = (pack.about.uses ?? []).map((name) => join(dirname(packFolder), name))
      for (const folder of [...used, packFolder]) await loadRegisters(db, folder)
    }),
  },
  when: {},
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {},
}
