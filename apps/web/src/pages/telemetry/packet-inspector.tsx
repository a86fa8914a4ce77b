import {
  describePacket,
  inspectPacket,
  type DescribedMeasurement,
  type DescribedPacket,
} from '@qinglan/hj212'
import { Alert, Descriptions, Input, Table, Tag, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'

const example = '##0077QN=20170516010101001;ST=22;CN=1011;PW=123456;MN=ABCDEFG1234567;Flag=3;CP=&&&&8411'

function useMeasurementColumns(): TableColumnsType<DescribedMeasurement> {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return [
    {
      key: 'factor',
      title: t('telemetry.factor'),
      render: (_, m) => (
        <>
          {(language === 'zh' ? m.name_zh : m.name_en) ?? ''} <span className="muted">{m.factor}</span>
        </>
      ),
    },
    { key: 'statistic', title: t('telemetry.statistic'), dataIndex: 'statistic' },
    {
      key: 'value',
      title: t('telemetry.value'),
      align: 'right',
      render: (_, m) =>
        m.value === null ? <span className="danger-count">{m.text || m.absence}</span> : m.text,
    },
    { key: 'unit', title: t('telemetry.unit'), dataIndex: 'unit' },
    { key: 'flag', title: t('telemetry.flag'), dataIndex: 'flag' },
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
      children: `${packet.fields['CN'] ?? ''} ${command ?? ''}`,
    },
    { key: 'version', label: t('telemetry.version'), children: packet.version },
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
  const columns = useMeasurementColumns()
  const fields = Object.entries({ ...packet.fields, ...packet.parameters }).filter(([name]) => name !== 'CP')
  return (
    <>
      <Alert
        showIcon
        type={packet.ok ? 'success' : 'error'}
        title={packet.ok ? t('telemetry.ok') : `${t('telemetry.notOk')}: ${packet.reasons.join(', ')}`}
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
        items={fields.map(([name, text]) => ({ key: name, label: name, children: text }))}
      />
      {packet.deviations.length > 0 && (
        <p>
          {t('telemetry.deviations')}:{' '}
          {packet.deviations.map((deviation) => (
            <Tag key={deviation}>{deviation}</Tag>
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

/** A pasted packet, explained field by field. It is read in the browser and sent nowhere. */
export function PacketInspector() {
  const { t } = useTranslation()
  const [text, setText] = useState(example)
  const packet = useMemo(
    () =>
      text.trim() === ''
        ? null
        : describePacket(inspectPacket(new TextEncoder().encode(`${text.trim()}\r\n`))),
    [text],
  )
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
      {packet && <Explained packet={packet} />}
    </>
  )
}
