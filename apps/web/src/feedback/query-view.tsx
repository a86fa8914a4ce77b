import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'

interface Props<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
  readonly rows?: number
}

/** Data once there; a skeleton before; the server's words when refused. Old data stay visible while a refresh runs. */
export function QueryView<T>({ query, children, rows = 6 }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorNotice error={query.error} retry={() => void query.refetch()} />
  return (
    <div aria-busy="true">
      <Skeleton active paragraph={{ rows }} />
    </div>
  )
}
