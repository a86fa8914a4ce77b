import type { IndicatorBinding, IndicatorEntry } from '@qinglan/contract'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'

type Params = IndicatorBinding['params']

interface Props {
  readonly entry: IndicatorEntry
  readonly params: Params
  readonly change: (params: Params) => void
}

/** What an indicator is asked with: choices, or conditions written out. */
export function IndicatorParams({ entry, params, change }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const set = (name: string, value: unknown): void => {
    const { [name]: _before, ...others } = params
    change(value === undefined || value === '' ? others : { ...others, [name]: value })
  }
  return (
    <>
      {entry.params.map(({ name, title, required, choices }) => (
        <label key={name} className="stack">
          <span>
            {say(title)}
            {required && ' *'}
          </span>
          {choices ? (
            <Select
              allowClear={!required}
              placeholder={required ? undefined : t('review.anyChoice')}
              value={params[name] as string | number | undefined}
              onChange={(value) => set(name, value)}
              showSearch={{ optionFilterProp: 'label' }}
              options={choices.map((choice) => ({ value: choice.value, label: say(choice.title) }))}
            />
          ) : (
            <Input
              value={typeof params[name] === 'string' ? params[name] : ''}
              onChange={(event) => set(name, event.target.value)}
              maxLength={500}
              style={{ fontFamily: 'monospace' }}
            />
          )}
        </label>
      ))}
    </>
  )
}
