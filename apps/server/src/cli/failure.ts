import { QinglanError } from '../errors.ts'

/** What a person reads when a command fails, and its exit code: 2 when what they gave is wrong, 1 when something broke. */
interface Failure {
  readonly sentence: string
  readonly exitCode: 1 | 2
}

const ofFiles: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOENT: ['没有这个文件或目录', 'no such file or folder'],
  EISDIR: ['是目录,不是文件', 'is a folder, not a file'],
  ENOTDIR: ['路径中有一段不是目录', 'a part of the path is no folder'],
  EACCES: ['没有权限', 'no permission'],
  EPERM: ['没有权限', 'no permission'],
  EROFS: ['文件系统只读', 'the file system is read-only'],
  EEXIST: ['已存在', 'exists already'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
}

const ofArguments: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: ['没有这个选项', 'there is no option'],
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: ['选项的值不对', 'a value is missing, or not wanted, for option'],
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: ['多余的参数', 'unexpected argument'],
}

const quoted = /'([^']+)'/

/** Turns whatever ended a command into one sentence that names the place, in both languages. */
export function failureOf(error: unknown): Failure {
  if (error instanceof QinglanError) return { sentence: error.message, exitCode: error.status < 429 ? 2 : 1 }
  if (!(error instanceof Error)) return { sentence: String(error), exitCode: 1 }
  const code = 'code' in error ? String(error.code) : ''
  const argument = ofArguments[code]
  if (argument) {
    const name = quoted.exec(error.message)?.[1] ?? ''
    return { sentence: `${argument[0]}:${name} / ${argument[1]} ${name}`, exitCode: 2 }
  }
  const file = ofFiles[code]
  if (file) {
    const place = 'path' in error && typeof error.path === 'string' ? `${error.path}:` : ''
    return { sentence: `${place}${file[0]} / ${file[1]}`, exitCode: 2 }
  }
  return { sentence: error.message === '' ? code || error.name : error.message, exitCode: 1 }
}
