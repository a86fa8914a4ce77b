import { parentPort, workerData } from 'node:worker_threads'
import { layOut } from './layout.ts'
import { mostPages, readPages, TooManyPages } from './read-pages.ts'

/** What comes of reading a PDF. */
export type PdfOutcome =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'too-many-pages'; readonly limit: number }
  /** So many pages of all hold no text: they are pictures. */
  | { readonly kind: 'scanned'; readonly pages: number; readonly withoutText: number }
  /** The fonts do not say which characters their glyphs are. */
  | { readonly kind: 'unreadable-fonts' }

/** Letters that a font gives when it does not know its characters. */
const unknown = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu

async function outcomeOf(bytes: Uint8Array): Promise<PdfOutcome> {
  try {
    const pages = await readPages(bytes)
    const withoutText = pages.filter(({ runs }) => runs.length === 0).length
    if (withoutText * 2 > pages.length) return { kind: 'scanned', pages: pages.length, withoutText }
    const text = layOut(pages)
    const letters = text.replaceAll(/\s/g, '')
    const lost = letters.match(unknown)?.length ?? 0
    return lost * 5 > letters.length ? { kind: 'unreadable-fonts' } : { kind: 'text', text }
  } catch (error) {
    if (error instanceof TooManyPages) return { kind: 'too-many-pages', limit: mostPages }
    return { kind: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken' }
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
if (parentPort) parentPort.postMessage(await outcomeOf(workerData as Uint8Array))
