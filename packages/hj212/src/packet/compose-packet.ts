import { type CommandUse, type Direction, findCommand } from '../commands/command-table.ts'
import type { Dialect } from '../segment/dialect.ts'
import type { Field } from '../segment/measurement.ts'
import { type AreaGroups, EncodeError, type PacketInput } from './encode-packet.ts'

/** A command to be written in a dialect; the Flag is made from the rest. */
export interface Composition {
  readonly dialect: Exclude<Dialect, 'unknown'>
  readonly direction: Direction
  readonly cn: string
  /** 系统编码: 31, 32, 21…; answers have 91. */
  readonly st: string
  readonly pw: string
  /** Empty before the platform gave a network code (HJ 212-2025). */
  readonly mn: string
  /** 17 digits; see `writeQn`. 2005 leaves it out of uploads. */
  readonly qn: string | null
  /** Bit A; requests have it by default. */
  readonly needsAnswer?: boolean
  /** Plain fields of the CP, each an item of its own, before the groups. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly groups?: AreaGroups
  /** Marks data sent again (补传), HJ 212-2025 only (UNSURE). */
  readonly resent?: boolean
}

const VERSION_BITS = { '2005': 0, '2017': 1, '2025': 2, 'surface-water': 2 } as const

function checkFields(cn: string, use: CommandUse, names: ReadonlySet<string>): void {
  for (const field of use.fields) {
    if (field.endsWith('?') || field.split('|').some((name) => names.has(name))) continue
    throw new EncodeError('missing-field', `CN ${cn} needs ${field}`)
  }
}

/**
 * Puts a command together as its table row says (HJ 212-2017 table 9 and appendix C).
 * @throws EncodeError when the dialect does not know the command in this direction, or a field is missing.
 */
export function composePacket(composition: Composition): PacketInput {
  const { dialect, direction, cn } = composition
  const command = findCommand(cn, dialect)
  const use = direction === 'down' ? command?.down : command?.up
  if (!use) throw new EncodeError('unknown-command', `${dialect} has no CN ${cn} ${direction}`)
  const plain: Field[] = Object.entries(composition.parameters ?? {}).map(([name, text]) => ({ name, text }))
  const groups = composition.groups ?? []
  checkFields(cn, use, new Set([...plain, ...groups.flat()].map(({ name }) => name)))
  const isRequest = use.role === 'request' || use.role === 'notice'
  const answerBit = (composition.needsAnswer ?? isRequest) ? 1 : 0
  return {
    qn: composition.qn,
    st: use.role === 'answer' ? '91' : composition.st,
    cn,
    pw: composition.pw,
    mn: composition.mn,
    flag: (VERSION_BITS[dialect] << 2) | answerBit,
    rf: dialect === '2025' && composition.resent === true,
    area: [...plain.map((field) => [field]), ...groups],
  }
}
