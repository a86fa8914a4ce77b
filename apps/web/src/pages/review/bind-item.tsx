import type { IndicatorBinding, IndicatorEntry, ReviewItem } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { indicatorsQuery } from '../../api/review-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { choiceGroups, fitsSearch } from './indicator-choices.ts'
import { IndicatorParams } from './indicator-params.tsx'

interface Props {
  readonly item: ReviewItem
  /** What other items of the plan are measured by. */
  readonly known: readonly IndicatorBinding[]
  readonly close: () => void
  readonly bind: (binding: IndicatorBinding | null) => void
}

const byHand = 'by hand'
const given = (binding: IndicatorBinding | null): IndicatorBinding[] => (binding ? [binding] : [])

function Choose({
  item,
  known,
  bind,
  catalogue,
}: Omit<Props, 'close'> & { catalogue: readonly IndicatorEntry[] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const save = useRef<HTMLButtonElement>(null)
  const [chosen, setChosen] = useState(item.binding ?? item.suggestion)
  const groups = choiceGroups(catalogue, [...given(item.suggestion), ...given(item.binding)], known)
  const choices = groups.flatMap((group) => group.choices)
  const entry = catalogue.find(({ key }) => key === chosen?.indicator)
  const titles = {
    suggested: 'review.suggestedHere',
    used: 'review.usedHere',
    all: 'review.allIndicators',
  } as const
  const missing = entry?.params.some(({ name, required }) => required && chosen?.params[name] === undefined)
  return (
    <form
      className="stack"
      data-testid="bind-item"
      onSubmit={(event) => {
        event.preventDefault()
        if (!missing) bind(chosen)
      }}
    >
      <Select
        autoFocus
        defaultOpen
        value={chosen ? chosen.indicator : byHand}
        aria-label={t('review.searchIndicator')}
        placeholder={t('review.searchIndicator')}
        listHeight={320}
        showSearch={{
          filterOption: (search, option) =>
            option !== undefined && 'words' in option && fitsSearch(search, option['words']),
        }}
        options={[
          ...groups.map(({ group, choices: some }) => ({
            label: t(titles[group]),
            options: some.map(({ value, binding, entry: one, words }) => ({
              value,
              words,
              label: (
                <>
                  {say(one.title)} <code>{one.key}</code>{' '}
                  <span className="muted">{Object.values(binding.params).map(String).join(' ')}</span>
                </>
              ),
            })),
          })),
          { value: byHand, label: t('review.byHandLong'), words: `${t('review.byHandLong')} by hand` },
        ]}
        labelRender={() => (entry ? `${say(entry.title)} ${entry.key}` : t('review.byHandLong'))}
        onSelect={(value: string) => {
          setChosen(choices.find((choice) => choice.value === value)?.binding ?? null)
          save.current?.focus()
        }}
      />
      {entry && chosen && (
        <>
          <p>
            {say(entry.definition)} <span className="muted">({say(entry.unit)})</span>
            {entry.basis && (
              <span className="muted small">
                {' '}
                {t('review.basis')}: {say(entry.basis)}
              </span>
            )}
          </p>
          <IndicatorParams
            key={entry.key}
            entry={entry}
            params={chosen.params}
            change={(params) => setChosen({ ...chosen, params })}
          />
        </>
      )}
      <Button type="primary" htmlType="submit" ref={save} disabled={missing === true}>
        {t('review.save')}
      </Button>
    </form>
  )
}

/** Chooses the indicator that measures a promise, of all there are; the ones its subject suggests come first. */
export function BindItem({ item, close, ...rest }: Props) {
  const { t } = useTranslation()
  const query = useQuery(indicatorsQuery)
  return (
    <Modal title={`${t('review.action.bind')} ${item.id}`} open footer={null} width={720} onCancel={close}>
      <p lang="zh-CN">{item.subject}</p>
      <QueryView query={query}>
        {(catalogue) => <Choose item={item} catalogue={catalogue} {...rest} />}
      </QueryView>
    </Modal>
  )
}
