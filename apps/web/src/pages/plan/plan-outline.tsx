import { useTranslation } from 'react-i18next'
import type { PlanSection } from './plan-item.ts'
import { sectionAnchor } from './plan-text.tsx'

const go = (index: number) =>
  document.getElementById(sectionAnchor(index))?.scrollIntoView({ block: 'start' })

/** The tree of sections; with a text, each leads to its place. */
export function PlanOutline({ sections, linked }: { sections: readonly PlanSection[]; linked: boolean }) {
  const { t } = useTranslation()
  return (
    <ol className="outline" lang="zh-CN">
      {sections.map(({ path, level, start, end }, index) => (
        <li key={`${start} ${path.join('/')}`} style={{ paddingInlineStart: (level - 1) * 14 }}>
          {linked ? (
            <button type="button" className="outline-link" onClick={() => go(index)}>
              {path.at(-1)}
            </button>
          ) : (
            <>
              {path.at(-1)} <span className="muted small">{t('plan.at', { start, end })}</span>
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
