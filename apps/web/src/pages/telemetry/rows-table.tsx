import { Empty, Table, type TableProps } from 'antd'

/** A list of the page: small, as wide as it needs, in pages of fifty; `nothing` stands where it is empty. */
export const RowsTable = <Row extends object>({
  nothing,
  ...table
}: Pick<TableProps<Row>, 'rowKey' | 'dataSource' | 'columns'> & { readonly nothing: string }) => (
  <Table<Row>
    {...table}
    size="small"
    scroll={{ x: 'max-content' }}
    pagination={{ pageSize: 50, hideOnSinglePage: true }}
    locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={nothing} /> }}
  />
)
