import type { Bilingual } from '@qinglan/contract'
import type { ErrorCode } from '../errors.ts'

/** How a refusal is told: its code and status, and what a person can do about it. */
export interface Refusal {
  readonly status: number
  readonly code: ErrorCode
  readonly message: Bilingual
}

const told = (status: number, code: ErrorCode, zh: string, en: string): Refusal => ({
  status,
  code,
  message: { zh, en },
})

/** What the HTTP framework refuses by itself, before any of our code runs. */
const byFramework: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: told(
    415,
    'unsupported',
    '不支持的内容类型,应为 application/json(上传文件为 multipart/form-data)',
    'Unsupported content type; expected application/json (multipart/form-data for files)',
  ),
  FST_ERR_CTP_EMPTY_TYPE: told(
    415,
    'unsupported',
    '缺少内容类型,应为 application/json(上传文件为 multipart/form-data)',
    'The content type is missing; expected application/json (multipart/form-data for files)',
  ),
  FST_INVALID_MULTIPART_CONTENT_TYPE: told(
    415,
    'unsupported',
    '此处须上传文件,内容类型应为 multipart/form-data',
    'A file is expected here, as multipart/form-data',
  ),
  FST_ERR_CTP_EMPTY_JSON_BODY: told(
    400,
    'bad-input',
    '请求体为空,应为 JSON',
    'The body is empty; expected JSON',
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: told(
    400,
    'bad-input',
    '请求体不是完好的 JSON',
    'The body is no intact JSON',
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: told(
    400,
    'bad-input',
    '请求体长度与所报不符',
    'The body is not as long as its header says',
  ),
  FST_ERR_CTP_BODY_TOO_LARGE: told(413, 'too-large', '请求体过大', 'The body is too large'),
  FST_REQ_FILE_TOO_LARGE: told(413, 'too-large', '文件过大', 'The file is too large'),
  FST_FILES_LIMIT: told(413, 'too-large', '一次只能上传一个文件', 'One file at a time'),
  FST_FIELDS_LIMIT: told(413, 'too-large', '表单字段过多', 'The form has too many fields'),
  FST_PARTS_LIMIT: told(413, 'too-large', '表单部分过多', 'The form has too many parts'),
  FST_ERR_BAD_URL: told(400, 'bad-input', '地址编码有误', 'The address is not encoded properly'),
  FST_ERR_MAX_PARAM_LENGTH: told(400, 'bad-input', '地址中的编号过长', 'An id in the address is too long'),
}

/** Refusals that only their HTTP status tells apart. */
const byStatus: Readonly<Record<number, Refusal>> = {
  404: told(404, 'not-found', '没有这个地址', 'No such address'),
  413: told(413, 'too-large', '请求过大', 'The request is too large'),
  415: told(415, 'unsupported', '不支持的内容', 'Unsupported content'),
  429: told(429, 'too-many', '请求过于频繁', 'Too many requests'),
}

/** What the parser of forms says of one that is cut or written wrongly; it gives its errors no code. */
const damagedForm =
  /^(?:Unexpected end of multipart data|Part terminated early|Malformed |Multipart: Boundary not found)/

/** The refusal that an error of the framework stands for; undefined for what is no fault of the request. */
export function frameworkRefusal({
  code,
  statusCode: status,
  message = '',
}: FrameworkError): Refusal | undefined {
  const known = byFramework[code ?? '']
  if (known) return known
  if (code === undefined && damagedForm.test(message))
    return told(400, 'bad-input', '上传的表单不完整', 'The form that was sent is not intact')
  if (status === undefined || status < 400 || status >= 500) return undefined
  return byStatus[status] ?? told(status, 'bad-input', '请求有误', 'The request cannot be understood')
}

interface FrameworkError {
  readonly code?: string
  readonly statusCode?: number
  readonly message?: string
}
