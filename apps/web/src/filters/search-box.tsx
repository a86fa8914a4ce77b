import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'

interface Props {
  readonly label: string
  readonly value: string
  readonly onSearch: (value: string) => void
}

/** Long enough that Chinese input can be composed. */
const restMs = 250

/** What is typed shows at once; it is acted on when the typing rests. */
export function SearchBox({ label, value, onSearch }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      onSearch(text)
      setTyped(null)
    }, restMs)
  }
  return (
    <Input
      allowClear
      type="search"
      className="filter-search"
      placeholder={label}
      aria-label={label}
      value={typed ?? value}
      onChange={(event) => type(event.target.value)}
    />
  )
}
