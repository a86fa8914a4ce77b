import type { Bilingual } from '@qinglan/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from './i18n.ts'

interface Speech {
  readonly language: Language
  /** The side of a bilingual text that is in the language. */
  readonly say: (text: Bilingual) => string
  /** Several texts in a row. */
  readonly list: (texts: readonly string[]) => string
}

/** The language in use, and how to speak it. */
export function useLanguage(): Speech {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const say = useCallback((text: Bilingual) => text[language] || text.zh, [language])
  const list = useCallback(
    (texts: readonly string[]) => texts.join(language === 'zh' ? '、' : ', '),
    [language],
  )
  return { language, say, list }
}
