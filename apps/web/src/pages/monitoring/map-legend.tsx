import type { Site, SiteKind } from '@qinglan/contract'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { gradesOf, noGradeColour } from './site-colour.ts'

/** What the colours mean, and how many sites have each. */
export function MapLegend({ kind, sites }: { kind: SiteKind; sites: readonly Site[] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const looks = gradesOf(kind)
  const graded = (grade: number) => sites.filter(({ latest }) => latest?.grade === grade).length
  const rest = sites.filter(({ latest }) => !looks.some(({ grade }) => grade === latest?.grade)).length
  return (
    <ul className="legend" aria-label={t('monitoring.legend')}>
      {looks.map(({ grade, colour, name }) => (
        <li key={grade}>
          <span className="swatch" style={{ backgroundColor: colour }} aria-hidden="true" />
          {say(name)} <b>{graded(grade)}</b>
        </li>
      ))}
      <li>
        <span className="swatch" style={{ backgroundColor: noGradeColour }} aria-hidden="true" />
        {t('monitoring.noGrade')} <b>{rest}</b>
      </li>
    </ul>
  )
}
