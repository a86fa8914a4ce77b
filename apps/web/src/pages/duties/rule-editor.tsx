import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, Input, InputNumber, Statistic } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewRule, saveRule, type Rule } from '../../api/register-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { useSession } from '../../session/session.ts'
import { RuleBasis } from './rule-basis.tsx'

const names = (list: readonly { readonly key: string; readonly name: string }[], nobody: string): string =>
  list.length === 0
    ? nobody
    : list
        .slice(0, 50)
        .map((e) => `${e.key} ${e.name === e.key ? '' : e.name}`.trim())
        .join(', ')

function Editor({ rule, at }: { rule: Rule; at: string | undefined }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const session = useSession()
  const [edited, setEdited] = useState(rule)
  const preview = useMutation({ mutationFn: () => previewRule(edited, at) })
  const save = useMutation({
    mutationFn: () => saveRule({ ...edited, supersedes: rule.edition }),
    onSuccess: async () => {
      void message.success(t('duties.saved'))
      await client.invalidateQueries()
    },
  })
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
      <Form.Item label={t('duties.condition')}>
        <Input.TextArea
          autoSize
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
        <Button onClick={() => preview.mutate()} loading={preview.isPending} data-testid="preview-rule">
          {t('duties.preview')}
        </Button>
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
      {preview.error && <ErrorNotice error={preview.error} small />}
      {save.error && <ErrorNotice error={save.error} small />}
      {preview.data && (
        <Alert
          type="info"
          data-testid="rule-preview"
          title={
            <>
              <div className="form-row">
                <Statistic title={t('duties.now')} value={preview.data.boundNow} />
                <Statistic title={t('duties.after')} value={preview.data.boundThen} />
                <Statistic title={t('duties.unknownCount')} value={preview.data.unknown} />
              </div>
              <p>
                {t('duties.standing', preview.data.standingNow)} →{' '}
                {t('duties.standing', preview.data.standingThen)}
              </p>
              <p>
                {t('duties.enters')}: {names(preview.data.enters, t('duties.nobody'))}
              </p>
              <p>
                {t('duties.leaves')}: {names(preview.data.leaves, t('duties.nobody'))}
              </p>
            </>
          }
        />
      )}
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
