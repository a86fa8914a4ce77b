import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { TSchema, Static } from 'typebox'
import { badInput } from '../../errors.ts'
import { checkReferences } from './check-references.ts'
import {
  PackFile,
  ProgressFile,
  RegionsFile,
  SitesFile,
  TargetsFile,
  TasksFile,
  type TargetEntry,
  type TaskEntry,
} from './schemas.ts'
import { readYaml } from './yaml-file.ts'

/** A pack as its files say it. */
export interface Pack {
  readonly folder: string
  readonly about: PackFile
  readonly regions: RegionsFile['regions']
  readonly units: RegionsFile['units']
  readonly sites: SitesFile['sites']
  readonly targets: readonly TargetEntry[]
  readonly tasks: readonly TaskEntry[]
  readonly progress: ProgressFile | null
}

/**
 * Reads and checks a pack.
 *
 * @throws QinglanError `bad-input` when there is no pack in the folder, or with every fault of its files: file, line, path, what was
 * expected
 */
export async function readPack(folder: string): Promise<Pack> {
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw badInput(`没有数据包文件夹 ${folder}`, `there is no pack folder ${folder}`)
  const name = basename(resolve(folder))
  const read = async <S extends TSchema>(file: string, schema: S): Promise<Static<S> | null> =>
    readYaml(join(folder, file), `${name}/${file}`, schema)
  const about = await read('pack.yaml', PackFile)
  if (about === null) throw badInput(`${folder} 中没有 pack.yaml`, `there is no pack.yaml in ${folder}`)
  const places = await read('regions.yaml', RegionsFile)
  const pack: Pack = {
    folder,
    about,
    regions: places?.regions ?? [],
    units: places?.units ?? [],
    sites: (await read('sites.yaml', SitesFile))?.sites ?? [],
    targets: (await read('targets.yaml', TargetsFile))?.targets ?? [],
    tasks: (await read('tasks.yaml', TasksFile))?.tasks ?? [],
    progress: await read('progress.yaml', ProgressFile),
  }
  checkReferences(pack, name)
  return pack
}
