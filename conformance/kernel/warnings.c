// SPDX-License-Identifier: GPL-2.0-only
/* Counts what the kernel reports by WARN. */
#include <linux/atomic.h>
#include <linux/kprobes.h>

#include "conformance.h"

static atomic_t seen;

static int warned(struct kprobe *probe, struct pt_regs *regs)
{
	atomic_inc(&seen);
	return 0;
}

static struct kprobe probe = {
	.symbol_name = "__warn",
	.pre_handler = warned,
};

int warnings_start(void)
{
	return register_kprobe(&probe);
}

void warnings_stop(void)
{
	unregister_kprobe(&probe);
}

void warnings_reset(void)
{
	atomic_set(&seen, 0);
}

unsigned int warnings_seen(void)
{
	return atomic_read(&seen);
}
