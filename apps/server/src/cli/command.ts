import type { Bilingual } from '@qinglan/contract'
import type { Config } from '../config.ts'

/** Where a command writes: its result to `stdout`, progress and complaints to `stderr`. */
export interface Io {
  readonly config: Config
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly stdin: NodeJS.ReadableStream
}

/** One command of the command line; `run` returns the exit code. */
export interface Command {
  readonly name: string
  readonly summary: Bilingual
  readonly usage: string
  run(args: readonly string[], io: Io): Promise<number>
}
