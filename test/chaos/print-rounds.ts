import type { Round } from './world/run-round.ts';

/** A round as lines for people. */
export function printRound(round: Round): string {
  const { verdict, faults, worstRecoveryMs, proofHolds } = round;
  const { figures, violations } = verdict;
  const kills = Object.entries(faults.kills).map(([point, n]) => `${point} ×${n}`);
  const networks = Object.entries(faults.networks).map(([what, n]) => `${what} ×${n}`);
  const resumes = faults.resumesMs.map((ms) => (ms === null ? '>60' : (ms / 1_000).toFixed(1))).join(' ');
  return [
    `队列 queue: ${round.backend} · seed ${round.seed} · ${round.seconds.toFixed(0)} s · ${round.held ? '成立 held' : '不成立 NOT HELD'}`,
    `  命令 commands: tried ${figures.tried}, acknowledged ${figures.acked}, refused ${figures.refused}, unknown ${figures.unknown} (applied ${figures.unknownApplied}) · ${figures.tasks} tasks, ${figures.events} events, ${round.livesEnded} lives`,
    `  丢失 lost ${figures.lost} · 重复 doubled ${figures.doubled} · 卡住 stuck ${figures.stuck} · 破损 broken ${figures.broken} · 证明 proof ${proofHolds ? 'holds' : 'DOES NOT HOLD'}`,
    `  故障 faults: kill -9 at ${kills.join(', ')}; not reached: ${faults.notReached.join(', ') || 'none'}; random kills ${faults.randomKills}; FLUSHALL ${faults.flushes}; Redis down ${faults.redisOutages}; PostgreSQL crashes ${faults.crashes}; connections cut ${faults.cutConnections}; sleeps past locks ${faults.pauses}; networks ${networks.join(', ') || 'whole'}; clocks set ${faults.clocksSet}; processes replaced ${faults.upgraded}${round.from === undefined ? '' : ` by a later build`}; foreign workers ${faults.foreigners ? 'yes' : 'no'}; second owners turned away ${faults.turnedAway} of ${faults.intruders}`,
    `  恢复 recovery after a worker's death: worst ${worstRecoveryMs === null ? 'over 60 s' : `${(worstRecoveryMs / 1_000).toFixed(1)} s`} of ${faults.recoveriesMs.length}; after servers were back: ${resumes || '–'} s`,
    `  门铃 doorbells: ${faults.rungNeedlessly} rung needlessly by the harness, at least ${round.rungAgainByLedger} lost ones rung again by the ledger · processes that gave up and were started again ${round.gaveUp}`,
    ...violations.slice(0, 5).map(({ invariant, harm, detail }) => `  ✗ ${invariant} ${harm}: ${detail}`),
  ].join('\n');
}
