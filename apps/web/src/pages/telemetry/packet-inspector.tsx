import type { DescribedMeasurement, DescribedPacket } from '@qinglan/hj212'
import { Alert, Descriptions, Input, Table, Tag, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { absenceText, deviationText, flagText, reasonText, returnText } from './packet-words.ts'
import { pastedPackets } from './pasted-packets.ts'

const example =
  '##0159QN=20260301080000123;ST=32;CN=2011;PW=123456;MN=A1234567890123;Flag=5;CP=&&DataTime=20260301080000;w01018-Rtd=30.5,w01018-Flag=N;w21003-Rtd=1.2,w21003-Flag=N&&3240'

function useMeasurementColumns(): TableColumnsType<DescribedMeasurement> {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return [
    {
      key: 'factor',
      title: t('telemetry.factor'),
      render: (_, m) => (
        <>
          {(language === 'zh' ? m.name_zh : m.name_en) ?? <Tag>{t('telemetry.unknownFactor')}</Tag>}{' '}
          <span className="muted">{m.factor}</span>
        </>
      ),
    },
    { key: 'statistic', title: t('telemetry.statistic'), dataIndex: 'statistic' },
    {
      key: 'value',
      title: t('telemetry.value'),
      align: 'right',
      render: (_, m) =>
        m.value === null && m.absence !== 'text' ? (
          <span className="danger-count" title={m.text}>
            {absenceText(m.absence ?? '', language)}
          </span>
        ) : (
          <>
            {m.text} {m.meaning_zh !== null && <span className="muted">{m.meaning_zh}</span>}
          </>
        ),
    },
    { key: 'unit', title: t('telemetry.unit'), dataIndex: 'unit' },
    {
      key: 'flag',
      title: t('telemetry.flag'),
      render: (_, { flag, maker_flag: maker }) => (
        <>
          {flag} {flag !== null && <span className="muted">{flagText(flag, language)}</span>}
          {maker !== null && <div className="muted small">EFlag {maker}</div>}
        </>
      ),
    },
    { key: 'sampled', title: t('telemetry.sampled'), dataIndex: 'sample_time' },
  ]
}

const good = (holds: boolean, text: string) => <Tag color={holds ? 'success' : 'error'}>{text}</Tag>

function Frame({ packet }: { packet: DescribedPacket }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const command = language === 'zh' ? packet.command_zh : packet.command_en
  const items = [
    {
      key: 'command',
      label: t('telemetry.command'),
      children: `${packet.fields['CN'] ?? ''} ${command ?? t('telemetry.unknownCommand')}`,
    },
    {
      key: 'version',
      label: t('telemetry.version'),
      children: `HJ 212 ${packet.version} ${packet.dialect_sure ? '' : t('telemetry.dialectUnsure')}`,
    },
    {
      key: 'length',
      label: t('telemetry.length'),
      children: good(
        packet.length_ok,
        t('telemetry.lengthText', { declared: packet.declared_length ?? '–', actual: packet.actual_bytes }),
      ),
    },
    {
      key: 'crc',
      label: t('telemetry.crc'),
      children: good(
        packet.crc_ok,
        t('telemetry.crcText', { found: packet.crc_field ?? '–', expected: packet.crc_expected }),
      ),
    },
  ]
  return <Descriptions bordered size="small" column={2} title={t('telemetry.checks')} items={items} />
}

function Explained({ packet }: { packet: DescribedPacket }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const columns = useMeasurementColumns()
  const fields = Object.entries({ ...packet.fields, ...packet.parameters }).filter(([name]) => name !== 'CP')
  return (
    <>
      <Alert
        showIcon
        type={packet.ok ? 'success' : 'error'}
        title={
          packet.ok
            ? t('telemetry.ok')
            : `${t('telemetry.notOk')}: ${packet.reasons.map((reason) => reasonText(reason, language)).join('; ')}`
        }
        description={packet.crc_modbus_ok && !packet.crc_ok ? t('telemetry.modbusCrc') : undefined}
      />
      <br />
      <Frame packet={packet} />
      <br />
      <Descriptions
        bordered
        size="small"
        column={2}
        title={t('telemetry.fields')}
        items={fields.map(([name, text]) => ({
          key: name,
          label: name,
          children: `${text} ${returnText(name, text, language)}`,
        }))}
      />
      {packet.deviations.length > 0 && (
        <p>
          {t('telemetry.deviations')}:{' '}
          {packet.deviations.map((deviation) => (
            <Tag key={deviation} title={deviation}>
              {deviationText(deviation, language)}
            </Tag>
          ))}
        </p>
      )}
      <h3>{t('telemetry.measurements')}</h3>
      <Table<DescribedMeasurement>
        rowKey={(m) => `${m.factor}-${m.statistic}-${m.pol_id ?? ''}-${m.text}`}
        size="small"
        dataSource={packet.measurements}
        columns={columns}
        pagination={false}
      />
    </>
  )
}

/** Pasted packets, explained field by field. They are read in the browser and sent nowhere. */
export function PacketInspector() {
  const { t } = useTranslation()
  const [text, setText] = useState(example)
  const packets = useMemo(() => pastedPackets(text), [text])
  return (
    <>
      <Input.TextArea
        aria-label={t('telemetry.paste')}
        placeholder={t('telemetry.paste')}
        autoSize={{ minRows: 3 }}
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <br />
      <br />
      {packets.map((packet, i) => (
        // the packets of a text have no name of their own but their place
        // oxlint-disable-next-line react/no-array-index-key
        <section key={i}>
          {packets.length > 1 && (
            <h2>{t('telemetry.packetNumber', { number: i + 1, count: packets.length })}</h2>
          )}
          <Explained packet={packet} />
        </section>
      ))}
    </>
  )
}
