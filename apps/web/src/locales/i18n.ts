import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: { app: typeof zh }
  }
}

const remembered = 'qinglan.language'

export const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value)

/** The language of the address (`?lang=`), else the one chosen last time, else Chinese. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (isLanguage(asked)) return asked
  const kept = localStorage.getItem(remembered)
  return isLanguage(kept) ? kept : 'zh'
}

/** Switches every text of the page and remembers the choice. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  void i18next.changeLanguage(language)
}

/** Starts the message catalogue; called once before the first page is drawn. */
export async function startMessages(): Promise<void> {
  const lng = firstLanguage()
  await i18next.use(initReactI18next).init({
    lng,
    defaultNS: 'app',
    resources: { zh: { app: zh }, en: { app: en } },
    interpolation: { escapeValue: false },
  })
  chooseLanguage(lng)
}
