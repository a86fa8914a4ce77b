import type { Bilingual } from '@qinglan/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from './i18n.ts'

/** The language in use, and the side of a bilingual text that is in it. */
export function useLanguage(): { language: Language; say: (text: Bilingual) => string } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const say = useCallback((text: Bilingual) => text[language] || text.zh, [language])
  return { language, say }
}
