import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import { kindsQuery, saveRule, type Rule } from '../../api/register-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { useSession } from '../../session/session.ts'
import { RuleBasis } from './rule-basis.tsx'
import { RulePreviewView } from './rule-preview.tsx'
import { useLivePreview } from './use-live-preview.ts'

/** Where in which condition a refusal sees a mistake. */
const mistakeOf = (error: Error | null): { text: string } | undefined => {
  const details: unknown = error instanceof ApiError ? error.details : undefined
  if (typeof details !== 'object' || details === null || !('text' in details)) return undefined
  return typeof details.text === 'string' ? { text: details.text } : undefined
}

function Words({ error }: { error: Error }) {
  const { say } = useLanguage()
  return say(error instanceof ApiError ? error.bilingual : { zh: error.message, en: error.message })
}

const stateOf = ({ error, behind, completing }: { error: boolean; behind: boolean; completing: boolean }) => {
  if (behind) return 'duties.judging'
  if (error) return 'duties.lastGood'
  return completing ? 'duties.completing' : 'duties.upToDate'
}

function Editor({ rule, at }: { rule: Rule; at: string | undefined }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const session = useSession()
  const [edited, setEdited] = useState(rule)
  const { preview, error, behind, completing } = useLivePreview(edited, at)
  const columns = useQuery(kindsQuery).data?.find((k) => k.kind === rule.kind)?.columns ?? []
  const save = useMutation({
    mutationFn: () => saveRule({ ...edited, supersedes: rule.edition }),
    onSuccess: async () => {
      void message.success(t('duties.saved'))
      await client.invalidateQueries()
    },
  })
  const inCondition = error !== null && mistakeOf(error)?.text === edited.when
  const mayPlan = session?.rights.includes('plan') ?? false
  return (
    <Form layout="vertical" data-testid="rule-editor">
      <h2>{say(rule.title)}</h2>
      <p className="muted">
        {rule.row} · {rule.rule} · {rule.kind}
      </p>
      <RuleBasis rule={rule} />
      <Form.Item label={t('duties.edition')}>
        <Input value={edited.edition} onChange={(e) => setEdited({ ...edited, edition: e.target.value })} />
      </Form.Item>
      <Form.Item
        label={t('duties.condition')}
        {...(inCondition ? { validateStatus: 'error' as const, help: <Words error={error} /> } : {})}
      >
        <Input.TextArea
          autoSize
          data-testid="rule-condition"
          value={edited.when}
          onChange={(e) => setEdited({ ...edited, when: e.target.value })}
        />
      </Form.Item>
      {Object.entries(edited.thresholds ?? {}).map(([name, threshold]) => (
        <Form.Item key={name} label={`${t('duties.thresholds')} ${name}`}>
          <InputNumber
            value={threshold.value}
            suffix={threshold.unit}
            onChange={(value) =>
              value !== null &&
              setEdited({ ...edited, thresholds: { ...edited.thresholds, [name]: { ...threshold, value } } })
            }
          />
        </Form.Item>
      ))}
      {Object.entries(edited.settings ?? {}).map(([name, value]) => (
        <Form.Item key={name} label={`${t('duties.setting')} ${name}`}>
          {typeof value === 'number' ? (
            <InputNumber
              value={value}
              onChange={(next) =>
                next !== null && setEdited({ ...edited, settings: { ...edited.settings, [name]: next } })
              }
            />
          ) : (
            <Input
              value={String(value)}
              disabled={typeof value === 'boolean'}
              onChange={(e) =>
                setEdited({ ...edited, settings: { ...edited.settings, [name]: e.target.value } })
              }
            />
          )}
        </Form.Item>
      ))}
      <div className="form-row">
        <Button
          type="primary"
          disabled={!mayPlan || edited.edition === rule.edition}
          onClick={() => save.mutate()}
          loading={save.isPending}
        >
          {t('duties.save')}
        </Button>
      </div>
      {mayPlan && edited.edition === rule.edition && <p className="muted">{t('duties.ownEdition')}</p>}
      {!mayPlan && <p className="muted">{t('duties.signIn')}</p>}
      {save.error && <ErrorNotice error={save.error} small />}
      <h3>
        {t('duties.preview')}{' '}
        <span className="muted small">{t(stateOf({ error: error !== null, behind, completing }))}</span>
      </h3>
      {error && !inCondition && <ErrorNotice error={error} small />}
      {preview && <RulePreviewView {...{ preview, behind, completing, columns }} />}
    </Form>
  )
}

/** A rule, and whose duties change before it is saved. */
export function RuleEditor({
  rule,
  at,
  close,
}: {
  rule: Rule | undefined
  at: string | undefined
  close: () => void
}) {
  return (
    <Drawer open={rule !== undefined} size={640} onClose={close} destroyOnHidden>
      {rule && <Editor key={`${rule.rule} ${rule.edition}`} rule={rule} at={at} />}
    </Drawer>
  )
}
