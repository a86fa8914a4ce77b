import { parseArgs } from 'node:util'
import { callerPath } from '../../config.ts'
import { backup, restore } from '../../database/backup.ts'
import { runningInstance } from '../../database/instance-lock.ts'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import type { Command } from '../command.ts'

const folderArgument = (args: readonly string[], usage: string): { folder: string; yes: boolean } => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1)
    throw badInput(`用法:\n${usage}`, 'one folder is expected')
  return { folder: callerPath(folder), yes: values.yes }
}

/** `qinglan backup FOLDER`: all data into a folder. */
export const backupCommand: Command = {
  name: 'backup',
  summary: { zh: '备份全部数据到一个新目录', en: 'back up all data into a new folder' },
  usage: '  qinglan backup FOLDER',
  async run(args, io) {
    const { folder } = folderArgument(args, this.usage)
    const database = await openDatabase(io.config, { max: 2 })
    try {
      const manifest = await backup(database.url, folder, (name) => io.stderr.write(`${name}\n`))
      io.stdout.write(`${folder}\t${manifest.tables.length} tables\n`)
      return 0
    } finally {
      await database.close()
    }
  },
}

/** `qinglan restore FOLDER --yes`: all data replaced by those of a folder; refused while a server runs. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: { zh: '从备份目录恢复,替换现有数据', en: 'restore a backup, replacing what is there' },
  usage: '  qinglan restore FOLDER --yes',
  async run(args, io) {
    const { folder, yes } = folderArgument(args, this.usage)
    if (!yes)
      throw badInput(
        '恢复会替换现有全部数据,请加 --yes 确认',
        'Restoring replaces all present data; confirm with --yes',
      )
    if (!io.config.databaseUrl && (await runningInstance(io.config.dataFolder))) {
      throw badInput('请先停止正在运行的清蓝', 'Stop the running Qinglan first')
    }
    const database = await openDatabase(io.config, { max: 2 })
    try {
      await restore(database.url, folder, (name) => io.stderr.write(`${name}\n`))
      io.stdout.write('已恢复 restored\n')
      return 0
    } finally {
      await database.close()
    }
  },
}
