import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Program, startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';
import { expectAccessible, HAS_BROWSER, type Opened, openPage, startBrowser } from './browser.ts';

const inBrowser = HAS_BROWSER ? describe : describe.skip;

let folder = '';
let program: Program;
let browser: Browser;
let url = '';

beforeAll(async () => {
  if (!HAS_BROWSER) return;
  folder = await scratchFolder();
  program = startProgram('src/main/all-in-one', { env: { ONEDOOR_DATA_DIR: folder, PORT: '0' } });
  [, url = ''] = await program.said(/(http:\/\/127\.0\.0\.1:\d+)\/docs/);
  browser = await startBrowser();
});
afterAll(async () => {
  if (!HAS_BROWSER) return;
  await browser.close();
  await program.dispose();
  await removeScratch(folder);
});

/** Takes a role on the sign-in page of the demo. */
async function enterAs(page: Page, role: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: new RegExp(`^${role}`) }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const seen = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** Opens an action of the task that is shown, fills its form in and sends it. */
async function act(page: Page, action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await press(page, action);
  for (const [label, text] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: false }).last();
    await field.waitFor();
    // Nothing to write: the first that there is to choose.
    if (text === '') await field.selectOption({ index: 1 });
    else await field.fill(text);
  }
  if (Object.keys(fields).length > 0) {
    await expectAccessible(page);
    await press(page, action);
  }
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
}

inBrowser('a newcomer in the demo', () => {
  let desk: Opened;
  let phone: Opened;
  beforeAll(async () => {
    desk = await openPage(browser, 'desk');
    phone = await openPage(browser, 'phone');
  });

  it('is asked who they want to be', async () => {
    await desk.page.goto(url);
    await desk.page.getByRole('heading', { name: '选一个身份试试' }).waitFor();
    await expectAccessible(desk.page);
  });

  it('carries a task from registration to strike-off through pages alone, on the desk and on the phone', async () => {
    const { page } = desk;
    await enterAs(page, '专班');
    await expectAccessible(page);
    await page.getByRole('link', { name: '新建任务' }).click();
    await page.getByLabel('任务名称').fill('山塘整治数字化改造');
    await page.getByLabel('牵头单位').fill('县纪委县监委');
    await page
      .getByRole('group', { name: /验收标准/ })
      .getByRole('button', { name: '添加一项' })
      .click();
    await page
      .getByRole('group', { name: /验收标准/ })
      .getByLabel('验收标准')
      .fill('监测点上线率 100%');
    await seen(page, /将派给 县纪委县监委/);
    await expectAccessible(page);
    await press(page, '提交');
    await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
    // Without reloading: the page is told when the task has come to its unit.
    await seen(page, /待签收/);
    await seen(page, '已写明牵头单位');
    await expectAccessible(page);
    const task = page.url();

    // The commissioner, on the phone: two taps from the list.
    await enterAs(phone.page, '数字专员');
    await expectAccessible(phone.page);
    await press(phone.page, '签收');
    await seen(phone.page, /待办结/);
    await phone.page.goto(task);
    await act(phone.page, '分办', { 科室: '', 交办内容: '接入 120 座山塘' });

    // The section
    await enterAs(page, '业务科室承办人');
    await page.getByRole('link', { name: '山塘整治数字化改造' }).first().click();
    await seen(page, '接入 120 座山塘');
    await act(page, '签收');
    await act(page, '反馈', { 进展: '已接入 80 座' });
    await act(page, '办结', { 完成情况: '全部接入' });

    await phone.page.goto(task);
    await act(phone.page, '办结申请', { 完成情况: '120 座全部上线' });
    await enterAs(page, '专班');
    await page.goto(task);
    await act(page, '审核通过', { 说明: '核对无误' });
    await act(page, '销号', { 说明: '同意' });
    await seen(page, /已销号|销号/);
    await expectAccessible(page);
    expect([...desk.trouble, ...phone.trouble]).toEqual([]);
  });

  it('finds it again in the ledger of tasks', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '任务台账' }).click();
    await press(page, '已结');
    await seen(page, '山塘整治数字化改造');
    await page.getByRole('searchbox').fill('没有的事');
    await press(page, '筛选');
    await seen(page, '没有符合条件的任务');
    await expectAccessible(page);
  });

  it('reads English where the browser does', async () => {
    const { page } = await openPage(browser, 'desk', { locale: 'en-GB' });
    await page.goto(url);
    await page.getByRole('heading', { name: 'Take a role and try' }).waitFor();
    await page.getByRole('button', { name: /^Digital commissioner/ }).click();
    await page.getByRole('heading', { name: 'My desk' }).waitFor();
    await page.context().close();
  });
});

inBrowser('a form', () => {
  it('keeps what was typed when somebody else was first, and when the page is loaded anew', async () => {
    const [one, other] = [await openPage(browser, 'desk'), await openPage(browser, 'desk')];
    await enterAs(one.page, '专班');
    await one.page.goto(`${url}/tasks/new`);
    await one.page.getByLabel('任务名称').fill('养老服务补贴线上申领');
    await one.page.reload();
    expect(await one.page.getByLabel('任务名称').inputValue()).toBe('养老服务补贴线上申领');
    await one.page.getByLabel('牵头单位').fill('县纪委县监委');
    await press(one.page, '提交');
    await one.page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
    const task = one.page.url();
    await enterAs(other.page, '数字专员');
    await press(other.page, '签收');
    // Done when the desk says so: leaving before would take the act back.
    await seen(other.page, /待办结/);
    await other.page.goto(task);
    await press(other.page, '反馈');
    await other.page.getByLabel('进展').fill('正在梳理流程');
    // Meanwhile the task force corrects the task
    await one.page.goto(task);
    await press(one.page, '更正');
    await one.page.getByLabel('任务名称').fill('养老服务补贴一件事');
    await one.page.getByLabel('理由').last().fill('按会议纪要改名');
    await press(one.page, '更正');
    await one.page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
    await press(other.page, '反馈');
    await seen(other.page, '任务已有变化');
    expect(await other.page.getByLabel('进展').inputValue()).toBe('正在梳理流程');
    await press(other.page, '我已看过，仍然提交');
    await other.page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
    await seen(other.page, '正在梳理流程');
    expect([...one.trouble, ...other.trouble]).toEqual([]);
  });

  it('of signing out says so where the server is not reached, and leaves nobody to believe they were out', async () => {
    const { page } = await openPage(browser, 'desk');
    await enterAs(page, '专班');
    await page.context().setOffline(true);
    await press(page, '退出');
    await seen(page, '连不上服务器');
    expect(page.url()).toMatch(/\/desk$/);
    await page.context().setOffline(false);
    await press(page, '退出');
    await page.waitForURL(/\/sign-in$/);
    await page.goto(`${url}/desk`);
    await page.waitForURL(/\/sign-in/);
  });

  it('says at each field what is wrong with it', async () => {
    const { page } = await openPage(browser, 'phone');
    await enterAs(page, '专班');
    await page.goto(`${url}/tasks/new`);
    await press(page, '提交');
    await seen(page, /任务名称.*必填/);
    expect(await page.getByLabel('任务名称').getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);
  });
});
