import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language } from '../locales/i18n.ts'
import { useLanguage } from '../locales/use-language.ts'

const options: { value: Language; label: string }[] = [
  { value: 'zh', label: '中文' },
  { value: 'en', label: 'English' },
]

/** Chinese or English; kept in the address and for the next visit. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const choose = (lang: Language) => {
    chooseLanguage(lang)
    void navigate({ to: '.', search: (old) => ({ ...old, lang }), replace: true })
  }
  return (
    <Segmented<Language>
      aria-label={t('frame.language')}
      options={options}
      value={language}
      onChange={choose}
      data-testid="language"
    />
  )
}
