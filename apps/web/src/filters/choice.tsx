import { Select } from 'antd'

interface Props<T extends string> {
  readonly label: string
  readonly value: T | undefined
  readonly options: readonly { value: T; label: string }[]
  readonly onChange: (value: T | undefined) => void
  readonly wide?: boolean
}

/** One of a list, or none; the list can be searched. */
export function Choice<T extends string>({ label, value, options, onChange, wide = false }: Props<T>) {
  return (
    <Select<T>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className={wide ? 'filter-wide' : 'filter'}
      placeholder={label}
      aria-label={label}
      value={value ?? null}
      options={[...options]}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      popupMatchSelectWidth={false}
    />
  )
}
