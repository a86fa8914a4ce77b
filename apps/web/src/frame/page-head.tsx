import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** True when anything on the page rests on simulated data. */
  readonly simulated?: boolean
}

/** The head of a page: its title, what can be done with it, and the mark of simulated data. */
export function PageHead({ title, note, actions, simulated = false }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {simulated && (
        <Alert
          showIcon
          type="warning"
          className="simulated-banner"
          title={
            <>
              <strong>{t('frame.simulated')}</strong> · {t('frame.simulatedNote')}
            </>
          }
        />
      )}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {note !== undefined && <div className="muted">{note}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
    </>
  )
}
