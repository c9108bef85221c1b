/** What the file system says of a place where something cannot be read or written, by its code. */
export const PLACE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: '不存在 is not there',
  ENOTDIR: '不是目录 is no folder, or lies below a file',
  EEXIST: '不是目录 is no folder, or lies below a file',
  EISDIR: '是目录 is a folder',
  EACCES: '无权访问 may not be read or written by this user',
  EPERM: '无权访问 may not be read or written by this user',
  EROFS: '只读 is read-only',
  ENOSPC: '磁盘已满 is full',
  EDQUOT: '已超配额 is beyond the quota of this user',
  ELOOP: '符号链接成环 is a link to itself',
  ENAMETOOLONG: '名称过长 has a name that is too long',
};
