import { fileURLToPath } from 'node:url'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { PdfPage, Run } from './page.ts'
import { withoutRadicals } from './radicals.ts'
import { ruledLines, type Operators } from './rules.ts'

/** More pages than any plan has. */
export const mostPages = 600

const cMapUrl = fileURLToPath(new URL('cmaps/', import.meta.url))

async function operators(): Promise<Operators> {
  const { OPS } = await getResolvedPDFJS()
  return {
    save: OPS.save,
    restore: OPS.restore,
    transform: OPS.transform,
    constructPath: OPS.constructPath,
    stroking: new Set([
      OPS.stroke,
      OPS.closeStroke,
      OPS.fillStroke,
      OPS.eoFillStroke,
      OPS.closeFillStroke,
      OPS.closeEOFillStroke,
    ]),
    filling: new Set([OPS.fill, OPS.eoFill]),
  }
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Document['getPage']>>
type Matrix = readonly [number, number, number, number, number, number]

interface DrawnText {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
}

/** A single blank beside a Chinese character is typesetting, not writing. */
const setBlank = /(?<=[\u2e80-\uffef]) (?=\S)|(?<=\S) (?=[\u2e80-\uffef])/gu

/** A run upright on the page; text along another direction is a stamp or watermark. */
function runOf({ str, transform, width }: DrawnText, view: Matrix): Run[] {
  const text = withoutRadicals(str).trim().replaceAll(setBlank, '')
  if (text === '') return []
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform
  const [along, across] = [view[0] * a + view[2] * b, view[1] * a + view[3] * b]
  const size = Math.hypot(view[0] * c + view[2] * d, view[1] * c + view[3] * d)
  if (along <= 0 || Math.abs(across) > along * 0.05 || size === 0) return []
  const left = view[0] * e + view[2] * f + view[4]
  return [{ text, left, right: left + width, baseline: view[1] * e + view[3] * f + view[5], size }]
}

async function readPage(page: Page, numbers: Operators): Promise<PdfPage> {
  const { transform, height } = page.getViewport({ scale: 1 })
  const view = transform as unknown as Matrix
  const { items } = await page.getTextContent()
  const runs = items.flatMap((item) => ('str' in item ? runOf(item, view) : []))
  const rules = runs.length === 0 ? [] : ruledLines(await page.getOperatorList(), numbers, view)
  return { height, runs, rules }
}

/** Thrown for a document of more pages than `mostPages`. */
export class TooManyPages extends Error {}

/** What the pages of a PDF draw: text and straight lines. Nothing is fetched and nothing in the file is run. */
export async function readPages(bytes: Uint8Array): Promise<PdfPage[]> {
  const document = await getDocumentProxy(bytes, {
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    maxImageSize: 1,
    cMapUrl,
    cMapPacked: true,
  })
  if (document.numPages > mostPages) throw new TooManyPages(String(document.numPages))
  const numbers = await operators()
  const pages: PdfPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    pages.push(await readPage(page, numbers))
    page.cleanup()
  }
  return pages
}
