/*
 * Lets the managed Z3 binding of 4.12 run on the libz3 of Debian 12 and Ubuntu 24.04, which is 4.8.12.
 *
 * The binding drops references on the finalizer thread and asks the library to allow that, with
 * Z3_enable_concurrent_dec_ref. Version 4.8 lacks the function, and its reference counts are plain integers: a no-op
 * in its place would link, and corrupt the context now and then. This library supplies the function and keeps its
 * promise: a reference dropped by any thread but the context's own goes into a queue, which the context's own thread
 * empties when it next takes a reference or starts a check. Every other symbol is libz3's: a lookup in this library
 * falls through to what it is linked to.
 *
 * Which thread is the context's own? First the one that enables concurrent dropping, since the binding does that in
 * the constructor of its Context; from then on the last one that took a reference. Finalizers never take references,
 * and a thread that does take one uses the context right now, which Z3 allows to one thread at a time. So the queue
 * follows a context that is handed from one thread to another, and a dead thread cannot keep it.
 *
 * The prototypes are declared here, as the Debian package with z3.h is not needed to run.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef void *context;
typedef void *object;
typedef void (*dropper)(context, object);

#define EACH_COUNTED_KIND(X) \
    X(Z3) X(Z3_apply_result) X(Z3_ast_map) X(Z3_ast_vector) X(Z3_fixedpoint) X(Z3_func_entry) X(Z3_func_interp) \
    X(Z3_goal) X(Z3_model) X(Z3_optimize) X(Z3_param_descrs) X(Z3_params) X(Z3_probe) X(Z3_solver) X(Z3_stats) \
    X(Z3_tactic)

struct drop {
    dropper carry_out;
    object what;
};

/* What is known of one live context. */
struct entry {
    struct entry *next;
    context ctx;
    uint64_t owner;
    struct drop *queue;
    size_t queued, room;
};

/* One lock for all: it is held for a lookup and a store, never while libz3 runs. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

enum { BUCKETS = 64 };
static struct entry *buckets[BUCKETS];

/* Not pthread_self(): that is reused when a thread ends, and a newcomer would pass for the dead owner. */
static uint64_t this_thread(void)
{
    static atomic_uint_fast64_t last;
    static _Thread_local uint64_t mine;

    if (mine == 0)
        mine = atomic_fetch_add(&last, 1) + 1;
    return mine;
}

static void fail(const char *what)
{
    fprintf(stderr, "z3compat: %s\n", what);
    abort();
}

/*
 * Not RTLD_NEXT: its meaning depends on how the program loaded us. RTLD_NOLOAD: we are linked to it, so it is there.
 * Called by several threads at once; they all store the same.
 */
static void *real(const char *name)
{
    static _Atomic(void *) library;
    void *handle = atomic_load(&library);
    void *symbol;

    if (handle == NULL) {
        handle = dlopen("libz3.so.4", RTLD_NOW | RTLD_NOLOAD);
        if (handle == NULL)
            fail("libz3.so.4 is not loaded");
        atomic_store(&library, handle);
    }

    symbol = dlsym(handle, name);
    if (symbol == NULL)
        fail(name);
    return symbol;
}

static struct entry **place_of(context ctx)
{
    struct entry **place = &buckets[((uintptr_t)ctx >> 4) % BUCKETS];

    while (*place != NULL && (*place)->ctx != ctx)
        place = &(*place)->next;
    return place;
}

/* The caller uses the context: it is the owner from now on, and carries out what other threads left behind. */
static void own_and_drain(context ctx)
{
    struct entry **place, *entry;
    struct drop *queue;
    size_t queued, i;

    pthread_mutex_lock(&lock);
    place = place_of(ctx);
    if (*place == NULL) {
        *place = calloc(1, sizeof **place);
        if (*place == NULL)
            fail("out of memory");
        (*place)->ctx = ctx;
    }

    entry = *place;
    entry->owner = this_thread();
    queue = entry->queue;
    queued = entry->queued;
    entry->queue = NULL;
    entry->queued = entry->room = 0;
    pthread_mutex_unlock(&lock);

    for (i = 0; i < queued; i++)
        queue[i].carry_out(ctx, queue[i].what);
    free(queue);
}

/* A context without an entry has been deleted, and has freed the object with everything else. */
static void drop_or_queue(dropper carry_out, context ctx, object what)
{
    struct entry *entry;
    int own;

    pthread_mutex_lock(&lock);
    entry = *place_of(ctx);
    own = entry != NULL && entry->owner == this_thread();
    if (entry != NULL && !own) {
        if (entry->queued == entry->room) {
            entry->room = entry->room == 0 ? 64 : 2 * entry->room;
            entry->queue = realloc(entry->queue, entry->room * sizeof *entry->queue);
            if (entry->queue == NULL)
                fail("out of memory");
        }
        entry->queue[entry->queued++] = (struct drop){ carry_out, what };
    }
    pthread_mutex_unlock(&lock);

    if (own)
        carry_out(ctx, what);
}

#define COUNTED(kind) \
    void kind##_inc_ref(context ctx, object what) \
    { \
        static _Atomic(dropper) take; \
        dropper function = atomic_load(&take); \
        if (function == NULL) \
            atomic_store(&take, function = (dropper)real(#kind "_inc_ref")); \
        own_and_drain(ctx); \
        function(ctx, what); \
    } \
    void kind##_dec_ref(context ctx, object what) \
    { \
        static _Atomic(dropper) release; \
        dropper function = atomic_load(&release); \
        if (function == NULL) \
            atomic_store(&release, function = (dropper)real(#kind "_dec_ref")); \
        drop_or_queue(function, ctx, what); \
    }

EACH_COUNTED_KIND(COUNTED)

void Z3_enable_concurrent_dec_ref(context ctx)
{
    own_and_drain(ctx);
}

/* A deleted context frees all it holds; what is queued for it must not reach the next one at the same address. */
void Z3_del_context(context ctx)
{
    struct entry **place, *entry;

    pthread_mutex_lock(&lock);
    place = place_of(ctx);
    entry = *place;
    if (entry != NULL)
        *place = entry->next;
    pthread_mutex_unlock(&lock);

    if (entry != NULL) {
        free(entry->queue);
        free(entry);
    }
    ((void (*)(context))real("Z3_del_context"))(ctx);
}

/* Long checks: whatever is queued is released before, not after. */
int Z3_solver_check(context ctx, object solver)
{
    own_and_drain(ctx);
    return ((int (*)(context, object))real("Z3_solver_check"))(ctx, solver);
}

int Z3_solver_check_assumptions(context ctx, object solver, unsigned count, object const assumptions[])
{
    own_and_drain(ctx);
    return ((int (*)(context, object, unsigned, object const *))real("Z3_solver_check_assumptions"))(
        ctx, solver, count, assumptions);
}

int Z3_optimize_check(context ctx, object optimize, unsigned count, object const assumptions[])
{
    own_and_drain(ctx);
    return ((int (*)(context, object, unsigned, object const *))real("Z3_optimize_check"))(
        ctx, optimize, count, assumptions);
}
